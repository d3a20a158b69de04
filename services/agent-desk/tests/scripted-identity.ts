import { RpcError } from '@onethread/rpc';
import type {
  AuditEntryInput,
  IdentityInput,
  LinkInput,
  MatchInput,
  PersonInput,
  ProfileValueInput,
} from '@onethread/rpc';
import type { ScriptedRouting } from './scripted-routing.ts';

const MAX_IDENTITIES = 50;

/** What an agent of a test's routing did to a link. */
interface By {
  readonly agentId: string;
  readonly agentName: string;
  readonly note?: string;
}

/** Who is one person in a test's routing: identities, and links that join them; links alone decide. */
export class ScriptedIdentity {
  readonly identities = new Map<string, IdentityInput>();
  readonly links: LinkInput[] = [];
  readonly profile: ProfileValueInput[] = [];
  readonly matches = new Map<string, MatchInput>();
  readonly decided = new Map<string, 'accepted' | 'dismissed'>();
  readonly audit: AuditEntryInput[] = [];
  readonly #routing: ScriptedRouting;

  constructor(routing: ScriptedRouting) {
    this.#routing = routing;
  }

  add(identities: readonly IdentityInput[]): void {
    for (const one of identities) {
      const id = one.identityId ?? '';
      if (!this.identities.has(id)) this.identities.set(id, one);
    }
  }

  /** Two identities are one person from now on; whoever follows their threads is told. */
  join(identityA: string, identityB: string, change: LinkInput = {}, by?: By): LinkInput {
    const link = { linkId: `link-${this.links.length + 1}`, identityA, identityB, state: 'active', atMs: Date.now() };
    const who = { byAgentId: by?.agentId ?? '', byAgentName: by?.agentName ?? '' };
    const made = { ...link, ...who, ...change };
    this.links.push(made);
    this.note('linked', made, by);
    this.#regroup([identityA, identityB]);
    return made;
  }

  retract(linkId: string, by: By): void {
    const link = this.links.find((one) => one.linkId === linkId);
    if (link === undefined) throw new RpcError('not-found', 'There is no such link.');
    if (link.state !== 'active') return;
    link.state = 'retracted';
    this.note('unlinked', link, by);
    this.#regroup([link.identityA ?? '', link.identityB ?? '']);
  }

  note(action: string, { identityA = '', identityB = '', evidence = '', atMs }: LinkInput, by?: By): void {
    const who = { agentId: by?.agentId ?? '', agentName: by?.agentName ?? '', note: by?.note ?? '' };
    const entry = {
      atMs: action === 'linked' ? (atMs ?? Date.now()) : Date.now(),
      action,
      identityA,
      identityB,
      evidence,
    };
    this.audit.unshift({ ...entry, ...who });
  }

  raise(matchId: string, match: MatchInput): void {
    const otherIdentities = this.membersOf(match.otherCustomerId ?? '');
    this.matches.set(matchId, { matchId, raisedAtMs: Date.now(), otherIdentities, ...match });
  }

  openMatches(): MatchInput[] {
    return [...this.matches.values()].filter((one) => !this.decided.has(one.matchId ?? ''));
  }

  /** The identities of a customer's person, oldest first, with how far proofs tie them. Throws `RpcError` not-found. */
  membersOf(customerId: string, without = ''): IdentityInput[] {
    const start = [...this.identities.values()].find((one) => one.customerId === customerId);
    if (start === undefined) throw new RpcError('not-found', 'There is no such customer.');
    const links = this.links.filter((one) => one.state === 'active' && one.linkId !== without);
    const ids = reachable(start.identityId ?? '', links);
    const members = [...this.identities.values()].filter((one) => ids.has(one.identityId ?? ''));
    const proved = reachable(
      members[0]?.identityId ?? '',
      links.filter((one) => one.proved === true),
    );
    return members.map((one) => ({ ...one, proved: proved.has(one.identityId ?? '') }));
  }

  person(customerId: string): PersonInput {
    const identities = this.membersOf(customerId);
    const ids = new Set(identities.map((one) => one.identityId));
    const customers = new Set(identities.map((one) => one.customerId));
    const touches = (one: { identityA?: string; identityB?: string }) =>
      ids.has(one.identityA) || ids.has(one.identityB);
    return {
      customerId: identities[0]?.customerId ?? customerId,
      identities,
      links: this.links.filter(touches),
      profile: this.profile.filter((one) => ids.has(one.identityId)),
      matches: this.openMatches().filter((one) => customers.has(one.customerId)),
      audit: this.audit.filter(touches),
    };
  }

  /** Why two cannot be one person; empty: they can. */
  obstacle(one: readonly IdentityInput[], other: readonly IdentityInput[]): string {
    if (one.some((member) => other.some(({ identityId }) => identityId === member.identityId))) return 'same-person';
    if (hasUser(one) && hasUser(other)) return 'two-users';
    return one.length + other.length > MAX_IDENTITIES ? 'too-many' : '';
  }

  /** Threads show what belongs to them now; those who follow get a snapshot. */
  #regroup(touched: readonly string[]): void {
    const routing = this.#routing;
    const customers = new Set<string>();
    for (const id of touched) {
      const customerId = this.identities.get(id)?.customerId ?? '';
      for (const member of this.membersOf(customerId)) customers.add(member.customerId ?? '');
    }
    for (const customerId of customers) {
      const thread = routing.threadOf(customerId);
      thread.regroup(this.membersOf(customerId));
      routing.send({ thread: thread.since('') }, (stream) => stream.follows.has(customerId));
    }
  }
}

function hasUser(members: readonly IdentityInput[]): boolean {
  return members.some(({ verified }) => verified === true);
}

function reachable(from: string, links: readonly LinkInput[]): ReadonlySet<string> {
  const found = new Set([from]);
  for (let grown = true; grown;) {
    grown = false;
    for (const { identityA = '', identityB = '' } of links) {
      if (found.has(identityA) === found.has(identityB)) continue;
      found.add(identityA).add(identityB);
      grown = true;
    }
  }
  return found;
}
