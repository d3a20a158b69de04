import type { MailboxConnection } from './mailbox-connection.ts';
import type { MailboxPlace } from './mailbox-places.ts';

const DAY_MS = 86_400_000;
/**
 * How far behind the last look a mailbox with new UIDs is read again: servers that move mailboxes may give mails other
 * times. What was taken before is known by its id.
 */
const OVERLAP_MS = 7 * DAY_MS;

/** Where to begin in a mailbox whose UIDs say nothing yet: never looked into, or numbered anew. */
export async function startingPlace(
  connection: Pick<MailboxConnection, 'uidValidity' | 'uidNext' | 'firstSince'>,
  place: Pick<MailboxPlace, 'uidValidity' | 'since' | 'lookedAt'>,
): Promise<Pick<MailboxPlace, 'uidValidity' | 'lastUid'>> {
  const { uidValidity, uidNext } = connection;
  const isFirst = place.uidValidity === undefined;
  if (isFirst && place.since >= place.lookedAt) return { uidValidity, lastUid: uidNext - 1 };
  const since = isFirst ? place.since : Math.max(place.since, place.lookedAt - OVERLAP_MS);
  return { uidValidity, lastUid: ((await connection.firstSince(since)) ?? uidNext) - 1 };
}
