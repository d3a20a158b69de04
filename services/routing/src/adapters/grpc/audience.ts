import type { WaitingPlace } from '../../domain/rules/queue-sight.ts';
import type { ConversationDocument } from '../../stores/documents.ts';
import type { OpenStream } from './work-streams.ts';

/** Who hears of a change, beside those whom it concerns at once. */
export type Audience = 'everybody' | ListAudience;

/** Those in whose lists a conversation is, or was. */
interface ListAudience {
  readonly conversation: Pick<ConversationDocument, '_id' | 'homeId'>;
  /** Where it waits, or waited when it was told last. */
  readonly places: readonly WaitingPlace[];
}

/**
 * Who serves its queue, and who serves the one that it was moved from since it was `shown`. Where it was moved by hand and
 * nobody remembers from where, it may be in anybody's list.
 *
 * @param isNews it came into a list, left one, or waits there with something new
 */
export function audienceOf(document: ConversationDocument, shown: WaitingPlace | undefined, isNews: boolean): Audience {
  const { _id, homeId, queueId, pool, doneRequests } = document;
  const conversation = { _id, homeId };
  if (!isNews) return { conversation, places: [] };
  if (shown === undefined)
    return doneRequests === undefined ? { conversation, places: [{ queueId, pool }] } : 'everybody';
  const isMoved = shown.queueId !== queueId;
  return { conversation, places: isMoved ? [{ queueId, pool }, shown] : [{ queueId, pool }] };
}

/** Of a change that takes the place of one that was not told yet: who would have heard of that must hear of this. */
export function widened(audience: Audience, by: Audience | undefined): Audience {
  if (by === undefined || audience === 'everybody') return audience;
  if (by === 'everybody') return by;
  const others = by.places.filter(({ queueId }) => !audience.places.some((place) => place.queueId === queueId));
  return { ...audience, places: [...audience.places, ...others] };
}

export function isAmong(audience: Audience, stream: OpenStream): boolean {
  if (audience === 'everybody') return true;
  const { conversation, places } = audience;
  return (
    stream.hasOwn(conversation._id) || stream.follows(conversation.homeId) || places.some((place) => stream.sees(place))
  );
}
