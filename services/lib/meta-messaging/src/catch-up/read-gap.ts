import type { MetaEvent } from '../inbound/read-events.ts';
import type { ConversationsApi } from './conversations-api.ts';
import type { Conversation } from './read-conversations.ts';

/** Messages of one conversation that a pull fetches; older ones of the gap are told to be missing. */
export const MAX_MESSAGES_PER_CONVERSATION = 2_000;
/** Looks at one conversation, those included that show only what is known. */
const MAX_LOOKS = 40;

/** What a conversation holds since the mark. */
export interface Gap {
  /** Not known yet, oldest first. */
  readonly events: readonly MetaEvent[];
  /** False: there is more that the limit or Meta keeps from us. */
  readonly isWhole: boolean;
}

/**
 * Walks from the newest message back to the mark. Nothing is handed over before the mark or the limit is reached: what
 * is newer must not stand before what is older. `later` and `failed`: not now, and nothing is lost by it.
 */
export async function readGap(
  api: Pick<ConversationsApi, 'messages'>,
  { id, newest }: Conversation,
  since: number,
  isKnown: (mid: string) => boolean,
): Promise<Gap | 'later' | 'failed'> {
  const found = new Map<string, MetaEvent>();
  let hidden = 0;
  // Meta's times are whole seconds: of the same second, the place in the list tells what came first.
  const gap = (isWhole: boolean): Gap => ({
    events: [...found.values()].toReversed().toSorted((one, other) => (one.timestamp ?? 0) - (other.timestamp ?? 0)),
    isWhole: isWhole && hidden === 0,
  });
  let page = newest;
  for (let looks = 1; ; looks += 1) {
    for (const { mid, at, event } of page.messages) {
      if (at !== undefined && at < since) return gap(true);
      if (isKnown(mid)) continue;
      if (event === undefined) hidden += 1;
      else found.set(mid, event);
    }
    if (page.next === undefined) return gap(true);
    const isFull = found.size + hidden >= MAX_MESSAGES_PER_CONVERSATION || looks >= MAX_LOOKS;
    if (isFull || id === undefined) return gap(false);
    const look = await api.messages(id, page.next);
    if (look === 'later' || look === 'failed') return look;
    if (look === 'refused') return gap(false);
    page = look;
  }
}
