import { metaId, type WebhookBody } from '@onethread/meta-graph';
import { z } from 'zod';
import { eventSchema } from './event-schemas.ts';

/** Meta sends up to a thousand updates a call; what comes beyond so many is counted, not read. */
export const MAX_UPDATES = 5_000;
/** Times below are seconds: some of Instagram's webhooks count so. */
const FIRST_MILLISECONDS = 100_000_000_000;

/** One update of `messaging[]`, `standby[]` or `changes[]`, of one person and one account. */
export interface MetaEvent extends Omit<z.infer<typeof eventSchema>, 'sender' | 'recipient' | 'timestamp'> {
  readonly accountId: string;
  readonly personId: string;
  /** Done by the account's side (an echo, a colleague's reaction), not by the person. */
  readonly isOurSide: boolean;
  readonly timestamp?: number;
}

export interface ReadEvents {
  /** In the order of the provider's own time. */
  readonly events: readonly MetaEvent[];
  /** Updates that are set aside, by the reason to count. */
  readonly refused: readonly string[];
}

const entrySchema = z.object({
  id: metaId,
  messaging: z.array(z.unknown()).nullish(),
  standby: z.array(z.unknown()).nullish(),
  changes: z.array(z.unknown()).nullish(),
});
/** Instagram accounts that are connected without a Page bring the same events as changes of a field. */
const changeSchema = z.object({ field: z.string(), value: z.looseObject({ sender: z.unknown() }) });

/** Reads all entries and all lists of each; an update that cannot be read spoils no other. */
export function readEvents(
  body: WebhookBody,
  object: string,
  isOurs: (accountId: string) => boolean,
  most: number = MAX_UPDATES,
): ReadEvents {
  if (body.object !== object) return { events: [], refused: ['unknown-object'] };
  const events: MetaEvent[] = [];
  const refused: string[] = [];
  for (const unread of body.entries) {
    if (events.length + refused.length >= most) {
      refused.push('too-many-updates');
      break;
    }
    const entry = entrySchema.safeParse(unread);
    if (!entry.success) refused.push('malformed-entry');
    else if (!isOurs(entry.data.id)) refused.push(object === 'page' ? 'unknown-page' : 'unknown-account');
    else {
      const updates = updatesOf(entry.data);
      if (updates.length === 0) refused.push('unknown-event');
      const room = most - events.length - refused.length;
      for (const update of updates.slice(0, room)) {
        const event = readEvent(update, entry.data.id);
        if (typeof event === 'string') refused.push(event);
        else events.push(event);
      }
      if (updates.length > room) refused.push('too-many-updates');
    }
  }
  return { events: inProviderOrder(events), refused };
}

function updatesOf({ messaging, standby, changes }: z.infer<typeof entrySchema>): readonly unknown[] {
  const changed = (changes ?? []).map((change) => {
    const parsed = changeSchema.safeParse(change);
    // Of another product (feed, comments): read as an event of no kind, and counted as such.
    return parsed.success ? parsed.data.value : {};
  });
  return [...(messaging ?? []), ...(standby ?? []), ...changed];
}

function readEvent(update: unknown, accountId: string): MetaEvent | string {
  const parsed = eventSchema.safeParse(update);
  if (!parsed.success) return 'malformed-event';
  const { sender, recipient, timestamp, ...content } = parsed.data;
  const known = Object.values(content).some((part) => part !== undefined && part !== null);
  if (!known) return 'unknown-event';
  const isOurSide = content.message?.is_echo === true || sender?.id === accountId;
  const personId = isOurSide ? recipient?.id : sender?.id;
  if (personId === undefined || personId === null) return 'person-without-id';
  const at = timestamp ?? undefined;
  const time = at === undefined ? {} : { timestamp: at < FIRST_MILLISECONDS ? inMilliseconds(at) : at };
  return { ...content, accountId, personId, isOurSide, ...time };
}

/** Simulated and long past times are left as they are: no provider of this century counts seconds below a billion. */
function inMilliseconds(time: number): number {
  return time >= 1_000_000_000 ? time * 1000 : time;
}

/** Updates without a time keep their place behind their predecessor. */
function inProviderOrder(events: readonly MetaEvent[]): readonly MetaEvent[] {
  let latest = 0;
  const timed = events.map((event) => {
    latest = event.timestamp ?? latest;
    return { event, at: latest };
  });
  return timed.toSorted((one, other) => one.at - other.at).map(({ event }) => event);
}
