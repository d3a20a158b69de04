import type { AgentId, EvidenceKind, IdentityId } from '@onethread/contracts';
import { without } from './without.ts';

export type LinkState = 'proposed' | 'active' | 'refused' | 'retracted';
/** Two different verified users, or more identities than a person may have, would come together. */
export type Obstacle = 'two-users' | 'too-many';

export interface ByAgent {
  readonly agentId: AgentId;
  readonly name: string;
}

/** What is said of two identities: that they are one person, on which evidence, and whether that stands. */
export interface Link {
  readonly _id: string;
  readonly a: IdentityId;
  readonly b: IdentityId;
  readonly evidence: EvidenceKind;
  /** By the customer (token, code, authenticated address), not only believed by somebody of ours. */
  readonly proved: boolean;
  readonly state: LinkState;
  /** Epoch ms of the evidence; of a retracted link, of the agent's word. */
  readonly at: number;
  /** The agent whose word `state` is from; absent where no agent said it. */
  readonly by?: ByAgent;
  /** That agent's words. */
  readonly note?: string;
  readonly refusedBecause?: Obstacle;
  /** It was active, and nobody has been told yet that it no longer is. */
  readonly standing?: true;
}

export interface Evidence {
  readonly evidence: EvidenceKind;
  readonly proved: boolean;
  /** When the customer or the agent gave it, epoch ms. */
  readonly at: number;
  readonly by?: ByAgent;
  readonly note?: string;
}

/** Acts of the customer at one moment; the other kinds are facts that stand, such as an address that two identities share. */
const ACTS: ReadonlySet<EvidenceKind> = new Set<EvidenceKind>(['login', 'link-code', 'confirmed-address']);

/**
 * The link after some evidence, still to be judged; itself where the evidence adds nothing.
 *
 * - Active: proof makes a believed link a proved one; everything else is known already.
 * - Refused: judged anew, since who would come together may have changed.
 * - Retracted by an agent: that word stands against everything that was known then (shared addresses, imports, codes of
 *   before). Only an agent's new word, or an act of the customer after it (a log-in, a code), opens the question again;
 *   what was proved before counts no more.
 */
export function proposed(known: Link | undefined, ends: Pick<Link, '_id' | 'a' | 'b'>, evidence: Evidence): Link {
  if (known === undefined) return { ...ends, ...evidence, state: 'proposed' };
  const base = without(known, 'by', 'note', 'refusedBecause') as Link;
  const stronger = evidence.proved && !known.proved;
  switch (known.state) {
    case 'proposed':
    case 'active':
      return stronger ? { ...base, ...evidence } : known;
    case 'refused':
      return stronger || evidence.proved === known.proved
        ? { ...base, ...evidence, state: 'proposed' }
        : { ...without(known, 'refusedBecause'), state: 'proposed' };
    case 'retracted':
      return reopens(known, evidence) ? { ...base, ...evidence, state: 'proposed' } : known;
  }
}

/** Whether evidence stands against an agent's retraction; see `proposed`. */
function reopens(known: Link, { evidence, at }: Evidence): boolean {
  return evidence === 'agent' || (ACTS.has(evidence) && at > known.at);
}

/** The link after an agent took it back; itself where that was so already. `proved` stays as a record of what it was. */
export function retracted(known: Link, at: number, by?: ByAgent, note?: string): Link {
  if (known.state === 'retracted') return known;
  return {
    ...(without(known, 'by', 'note', 'refusedBecause') as Link),
    state: 'retracted',
    at,
    ...(by === undefined ? {} : { by }),
    ...(note === undefined ? {} : { note }),
  };
}

/** A proposal after it was judged. */
export function decided(proposal: Link, obstacle: Obstacle | undefined): Link {
  const link = without(proposal, 'refusedBecause') as Link;
  return obstacle === undefined
    ? { ...link, state: 'active', standing: true }
    : { ...link, state: 'refused', refusedBecause: obstacle };
}

/** Most identities of a person: a link that would bring more together is refused. */
export const MAX_MEMBERS = 50;

/** Why those may not be one person. `members` counts also who is not stored yet. */
export function obstacleAmong(
  identities: readonly { readonly verifiedUser?: string }[],
  members: number = identities.length,
): Obstacle | undefined {
  const users = new Set(identities.flatMap(({ verifiedUser }) => (verifiedUser === undefined ? [] : [verifiedUser])));
  if (users.size > 1) return 'two-users';
  return members > MAX_MEMBERS ? 'too-many' : undefined;
}

/** Counts in a scan around it: active, or perhaps soon. */
export function counts({ state }: Pick<Link, 'state'>): boolean {
  return state === 'active' || state === 'proposed';
}
