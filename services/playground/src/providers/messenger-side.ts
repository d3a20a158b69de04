import { createGraphSimulator, type FileContent, type SimulatorObserver } from '@onethread/testkit';
import type { MenuEntry, Person } from '../../wire/model.ts';
import { FaultSwitchboard } from './fault-switchboard.ts';
import type { PlayedAccounts, PlayedDoors } from './played-accounts.ts';
import type { ProviderSide } from './provider-side.ts';

/** Buttons of the Page's own menu: pressing one sends a postback. */
export const PAGE_MENU: readonly MenuEntry[] = [
  { title: 'Get started', payload: 'GET_STARTED' },
  { title: 'Where is my order?', payload: 'ORDER_STATUS' },
  { title: 'Talk to a person', payload: 'HUMAN' },
];
/** Answers offered above the keyboard: tapping one sends its text with a payload. */
export const QUICK_REPLIES: readonly MenuEntry[] = [
  { title: 'Yes, please', payload: 'YES' },
  { title: 'No, thank you', payload: 'NO' },
];

export interface MessengerSide extends ProviderSide {
  /** Makes the person known to the Page, so that its profile can be asked for. */
  meet(person: Person): void;
  write(person: Person, text: string, files: readonly FileContent[]): void;
  quickReply(person: Person, entry: MenuEntry): void;
  press(person: Person, entry: MenuEntry): void;
  /** The person has seen all that arrived. Does nothing when there is nothing new. */
  see(person: Person): void;
}

/** A Facebook Page; phones report delivery by themselves. */
export async function createMessengerSide(
  onEvent: SimulatorObserver,
  account: PlayedAccounts['messenger'],
  { host, graphPort: port, graphOrigin: origin, reach }: PlayedDoors,
): Promise<MessengerSide> {
  const graph = await createGraphSimulator({
    ...account,
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(origin === undefined ? {} : { origin }),
    ...(reach === undefined ? {} : { reach }),
    deliversByItself: true,
    onEvent,
  });
  const faults = new FaultSwitchboard({
    faults: graph.faults,
    deliveries: graph.deliveries,
    goDown: () => graph.goDown(),
    comeUp: () => graph.comeUp(),
    errorRows: [
      { name: 'person-unavailable', words: '551: the person blocked the Page' },
      { name: 'outside-window', words: '10: outside of the 24-hour window' },
      { name: 'rate-page', words: '32: too many calls for this Page' },
      { name: 'token-invalid', words: '190: access token invalid' },
      { name: 'temporary-send', words: '1200: temporary failure' },
      { name: 'server-fault', words: '1: server fault (503)' },
    ],
  });
  const { customers } = graph;
  return {
    provider: 'messenger',
    settings: {
      MESSENGER_APP_SECRET: account.appSecret,
      MESSENGER_VERIFY_TOKEN: account.verifyToken,
      MESSENGER_PAGE_ACCESS_TOKEN: account.pageAccessToken,
      MESSENGER_PAGE_ID: account.pageId,
      MESSENGER_PAGE_LABEL: 'Playground Page',
      MESSENGER_APP_ID: String(account.appId),
      MESSENGER_GRAPH_URL: graph.url,
    },
    faults,
    messages: () => graph.conversations().flatMap(({ messages }) => messages),
    connect: (webhookBase) => graph.setWebhookUrl(`${webhookBase}/webhooks/messenger`),
    close: () => graph.close(),
    meet({ psid, name }) {
      const [firstName = name, ...rest] = name.split(' ');
      graph.addPerson({ psid, firstName, lastName: rest.join(' ') });
    },
    write({ psid }, text, files) {
      faults.delivering(() =>
        files.length === 0
          ? customers.sendText(psid, text)
          : customers.sendFiles(psid, files, text === '' ? {} : { text }),
      );
    },
    quickReply({ psid }, { title, payload }) {
      faults.delivering(() => customers.sendText(psid, title, { quickReplyPayload: payload }));
    },
    press({ psid }, { title, payload }) {
      faults.delivering(() => customers.sendPostback(psid, title, payload));
    },
    see({ psid }) {
      const isNews = graph
        .messagesOf(psid)
        .some(({ direction, state }) => direction === 'to-customer' && (state === 'sent' || state === 'delivered'));
      if (isNews) faults.delivering(() => customers.markRead(psid));
    },
  };
}
