import { CUSTOMER_EVENTS, customerIdOf, followUpEntryId, identityIdOfCustomer } from '@onethread/contracts';
import type { CustomerEvent, IdentityId } from '@onethread/contracts';
import type { Link } from '../../domain/evidence.ts';
import type { StreamMembers } from '../../domain/link-components.ts';
import type { AuditAction, LinkDocument } from '../../stores/identity-documents.ts';
import { streamMembers } from '../../stores/stream-members.ts';
import type { UseCaseContext } from '../context.ts';
import { closeMatchesWithin } from './close-matches.ts';
import { raiseMatch } from './raise-match.ts';
import { writeAudit } from './write-audit.ts';

const ACTION: Readonly<Record<Exclude<Link['state'], 'proposed'>, AuditAction>> = {
  active: 'linked',
  refused: 'refused',
  retracted: 'unlinked',
};

/**
 * What follows from a link that has been settled: a line of the audit trail, the event for other systems, a possible match
 * where proof was refused, and possible matches that it answers. All of it under ids made of the link and the change, so
 * that a repetition (the link keeps `todo` until this has resolved) tells nothing that was not told.
 */
export async function tellLink(
  context: UseCaseContext,
  link: LinkDocument,
  streams: readonly StreamMembers[],
): Promise<void> {
  const { state, told } = link;
  if (state === 'proposed' || (told?.state === state && told.proved === link.proved)) return;
  const change = followUpEntryId(link._id, `told.${(told?.times ?? 0) + 1}.${state}.${link.proved}`);
  const note = state === 'refused' ? link.refusedBecause : link.note;
  await writeAudit(context, {
    occasion: change,
    action: ACTION[state],
    ends: [link.a, link.b],
    evidence: link.evidence,
    ...(link.by === undefined ? {} : { by: link.by }),
    ...(note === undefined ? {} : { note }),
  });
  context.countIdentity?.(`link-${ACTION[state]}`);
  const personOf = async (identityId: IdentityId): Promise<StreamMembers> => {
    const customerId = customerIdOf(identityId);
    const known = streams.find(({ members }) => members.includes(customerId));
    return known ?? (await streamMembers(context, customerId));
  };
  const one = await personOf(link.a);
  if (state === 'active') {
    if (told?.state !== 'active') await publish(context, mergedEvent(context, change, link, one));
    await closeMatchesWithin(context, one.members.map(identityIdOfCustomer));
    return;
  }
  if (link.standing) await publish(context, unmergedEvent(context, change, link, [one, await personOf(link.b)]));
  if (link.refusedBecause === 'two-users' && link.evidence !== 'agent') {
    await raiseMatch(context, link.a, link.b, 'two-users');
  }
}

function mergedEvent(
  { now }: UseCaseContext,
  eventId: string,
  link: LinkDocument,
  { streamId, members }: StreamMembers,
): CustomerEvent {
  // Members arrive by moves; both ends are there by now.
  const all = [...new Set([...members, customerIdOf(link.a), customerIdOf(link.b)])].toSorted();
  return { ...commonOf(eventId, now(), link), type: 'customer.merged', survivor: streamId, members: all };
}

function unmergedEvent(
  { now }: UseCaseContext,
  eventId: string,
  link: LinkDocument,
  sides: readonly StreamMembers[],
): CustomerEvent {
  const persons = new Map(
    sides.map(({ streamId, members }) => [streamId, { survivor: streamId, members: members.toSorted() }]),
  );
  return { ...commonOf(eventId, now(), link), type: 'customer.unmerged', persons: [...persons.values()] };
}

function commonOf(eventId: string, occurredAt: number, { _id, evidence, proved, by }: LinkDocument) {
  const agent = by === undefined ? {} : { agentId: by.agentId };
  return { version: 1 as const, eventId, occurredAt, linkId: _id, evidence, proved, ...agent };
}

async function publish({ publish: send }: UseCaseContext, event: CustomerEvent): Promise<void> {
  const key = event.type === 'customer.merged' ? event.survivor : (event.persons[0]?.survivor ?? event.linkId);
  await send([{ topic: CUSTOMER_EVENTS.name, key, value: JSON.stringify(event) }]);
}
