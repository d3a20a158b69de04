import type { CallMood, DeliveryMood } from '../../../wire/model.ts';

/** What happens to Onethread's calls, as the switches say it. */
export const CALL_WORDS: Readonly<Record<CallMood, string>> = {
  well: 'Normal',
  slow: 'Slow: answers after 4 s',
  refuse: 'Refuses with an error',
  'drop-answer': 'Accepts, but the answer gets lost',
  hang: 'Accepts, and never answers',
  'drop-request': 'Breaks off before accepting',
};

/** What happens to customers' events on their way to Onethread. */
export const DELIVERY_WORDS: Readonly<Record<DeliveryMood, string>> = {
  well: 'Normal',
  twice: 'Every event is sent twice',
  hold: 'Held back, later delivered in reverse order',
};
