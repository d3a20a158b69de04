import { customerIdOf, identityIdOfCustomer } from '@onethread/contracts';
import type { CustomerId } from '@onethread/contracts';
import { ContentionError, OutcomeUnknownError } from '@onethread/documents';
import { counts, decided, obstacleAmong } from '../domain/evidence.ts';
import { componentsOf, nextMove } from '../domain/link-components.ts';
import type { StreamMembers } from '../domain/link-components.ts';
import { without } from '../domain/without.ts';
import type { LinkDocument } from '../stores/identity-documents.ts';
import { linksAround, tieOf } from '../stores/links.ts';
import { moveMembers } from '../stores/move-members.ts';
import { streamMembers } from '../stores/stream-members.ts';
import type { UseCaseContext } from './context.ts';
import { tellConversations } from './tell-conversations.ts';
import { tellLink } from './identity/tell-link.ts';

const MAX_ROUNDS = 200;

/**
 * Brings streams to what the links around some customers say: decides proposals, then moves members until every thread is
 * one stream. Repeatable and resumable; a link keeps `todo` until it is settled here.
 */
export async function settleLinks(context: UseCaseContext, customers: readonly CustomerId[]): Promise<void> {
  const work = new Set(customers);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const links = await linksAround(context, work);
    const proposal = links.find(({ state }) => state === 'proposed');
    if (proposal !== undefined) {
      await decideProposal(context, proposal);
      continue;
    }
    const active = links.filter(({ state }) => state === 'active').map(tieOf);
    const before = work.size;
    for (const { a, b } of active) work.add(a).add(b);
    const streams = await streamsOf(context, work);
    for (const { members } of streams) for (const member of members) work.add(member);
    if (work.size > before) continue;
    const age = await ages(context, work);
    const older = (one: CustomerId, other: CustomerId): number =>
      (age.get(one) ?? 0) - (age.get(other) ?? 0) || (one < other ? -1 : 1);
    const move = nextMove(streams, active, older);
    if (move === undefined) {
      await settled(context, links, streams);
      return;
    }
    await moveMembers(context, { opId: context.newId(), ...move });
  }
  throw new ContentionError(`links around ${customers.join(', ')} kept changing`);
}

/** Judged in a scan begun after the proposal was read, against every other that stands: of two that may not both be, one is refused. */
async function decideProposal(context: UseCaseContext, proposal: LinkDocument): Promise<void> {
  const { a, b } = tieOf(proposal);
  const around = (await linksAround(context, [a, b])).filter(counts);
  const customers = [...new Set([a, b, ...around.flatMap((link) => Object.values(tieOf(link)))])];
  const ties = [tieOf(proposal), ...around.map(tieOf)];
  const group = componentsOf(customers, ties).find((members) => members.includes(a)) ?? [a, b];
  const identities = await context.collections.identities.getMany(group.map(identityIdOfCustomer));
  await replaceOnce(context, { ...proposal, ...decided(proposal, obstacleAmong(identities, group.length)) });
}

async function streamsOf(context: UseCaseContext, customers: Iterable<CustomerId>): Promise<readonly StreamMembers[]> {
  const streams = new Map<CustomerId, StreamMembers>();
  for (const customer of customers) {
    const found = await streamMembers(context, customer);
    streams.set(found.streamId, found);
  }
  return [...streams.values()];
}

async function ages(
  { collections }: UseCaseContext,
  customers: Iterable<CustomerId>,
): Promise<ReadonlyMap<CustomerId, number>> {
  const identities = await collections.identities.getMany([...customers].map(identityIdOfCustomer));
  return new Map(identities.map(({ _id, createdAt }) => [customerIdOf(_id), createdAt]));
}

/** Told before `todo` goes: what a crash leaves untold, the sweeper tells. */
async function settled(
  context: UseCaseContext,
  links: readonly LinkDocument[],
  streams: readonly StreamMembers[],
): Promise<void> {
  // What agents see of a person beside a conversation is of all their identities.
  if (links.some(({ todo }) => todo !== undefined))
    await tellConversations(
      context,
      streams.map(({ streamId }) => streamId),
    );
  for (const link of links) {
    if (link.todo === undefined) continue;
    await tellLink(context, link, streams);
    await replaceOnce(context, toldLink(link));
  }
}

/** The link once it is settled and told; what does not count any more is in the way of no scan. */
function toldLink(link: LinkDocument): LinkDocument {
  const { times = 0 } = link.told ?? {};
  const told = { times: times + 1, state: link.state, proved: link.proved };
  const rest = without(link, 'todo');
  return counts(link) ? { ...rest, told } : { ...without(rest, 'ends', 'standing'), told };
}

/** Where somebody was faster, or the answer was lost, the next round reads what is stored. */
async function replaceOnce({ collections }: UseCaseContext, link: LinkDocument): Promise<void> {
  try {
    await collections.links.replace(link);
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw error;
  }
}
