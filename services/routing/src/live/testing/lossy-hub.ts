import type { ConversationEvent } from '@onethread/contracts';
import { CONVERSATION_EVENTS } from '@onethread/contracts';
import type { BroadcastOptions } from '@onethread/log';
import { pino } from 'pino';
import type { UseCaseContext } from '../../use-cases/context.ts';
import { TouchedItems } from '../../use-cases/reading/touched-items.ts';
import { EventHub } from '../event-hub.ts';

/** What becomes of one announcement. */
export type Fate = 'arrives' | 'is lost' | 'comes twice' | 'comes late';

export interface LossyHub {
  readonly hub: EventHub;
  readonly touched: TouchedItems;
  readonly context: UseCaseContext;
  /** Hands over what is late. */
  flush(): void;
}

/** A hub whose announcements are lost, doubled and delayed as `fate` says. */
export async function openLossyHub(base: UseCaseContext, fate: () => Fate = () => 'arrives'): Promise<LossyHub> {
  let handle: BroadcastOptions['handle'] | undefined;
  const late: ConversationEvent[] = [];
  const hub = new EventHub({
    log: {
      broadcast: async (options) => {
        handle = options.handle;
        return { pause: () => {}, resume: () => {}, stop: async () => {}, pending: 0 };
      },
    },
    logger: pino({ enabled: false }),
    now: base.now,
    count: () => {},
  });
  const touched = new TouchedItems(base.collections);
  hub.followState({ onEntry: (entry) => touched.note(entry), onConversation: () => {}, onAgent: () => {} });
  await hub.start();
  const tell = (event: ConversationEvent): void =>
    handle?.({
      topic: CONVERSATION_EVENTS.name,
      partition: 0,
      offset: 0,
      key: '',
      value: JSON.stringify(event),
      headers: {},
      timestamp: 0,
    });
  const decided: Readonly<Record<Fate, (event: ConversationEvent) => void>> = {
    arrives: tell,
    'is lost': () => {},
    'comes twice': (event) => {
      tell(event);
      tell(event);
    },
    'comes late': (event) => late.push(event),
  };
  return {
    hub,
    touched,
    flush: () => {
      for (const event of late.splice(0)) tell(event);
    },
    context: {
      ...base,
      showHere: (entry) => hub.show(entry),
      announce: async (events) => {
        await base.announce(events);
        for (const { event } of events) decided[fate()](event);
      },
    },
  };
}
