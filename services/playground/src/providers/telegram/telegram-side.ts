import { createTelegramSimulator, type SimulatorEvent, type TelegramPerson } from '@onethread/testkit';
import type { Person } from '../../../wire/model.ts';
import { doorOf } from '../door.ts';
import { FaultSwitchboard } from '../fault-switchboard.ts';
import type { ProviderParts, ProviderSide } from '../provider.ts';

const NAME = 'telegram';
const USERNAME = 'playground_bot';
const MAX_CHARACTERS = 4096;
const TYPING_MS = 5_000;
/** What the channel asks Telegram for at its start. Telegram knows it from then on, over restarts of either side. */
const WANTED_UPDATES = ['message', 'edited_message', 'callback_query', 'message_reaction', 'my_chat_member'];
const MAX_CONNECTIONS = 40;

interface Account {
  readonly port: number;
  readonly url?: string | undefined;
  readonly token: string;
  readonly webhookSecret: string;
}

/** A bot and the people in private chats with it. Telegram tells bots neither what arrived nor what was read. */
export async function createTelegramSide(account: Account, parts: ProviderParts): Promise<ProviderSide> {
  const { token, webhookSecret } = account;
  const telegram = await createTelegramSimulator({
    token,
    username: USERNAME,
    ...doorOf(account, parts),
    onEvent: (event) => parts.onEvent(asOthersSay(event)),
  });
  const faults = new FaultSwitchboard({
    faults: telegram.faults,
    deliveries: telegram.deliveries,
    goDown: () => telegram.goDown(),
    comeUp: () => telegram.comeUp(),
    errorRows: [
      { name: 'blocked', words: '403: the person blocked the bot' },
      { name: 'chat-not-found', words: '400: no such chat' },
      { name: 'rate-limited', words: '429: too many requests' },
      { name: 'unauthorised', words: '401: wrong token' },
      { name: 'server-fault', words: '500: server fault' },
      { name: 'bad-gateway', words: '502: bad gateway' },
    ],
  });

  /** Somebody's app; it keeps nothing of its own. */
  function appOf({ name, addresses }: Person): TelegramPerson {
    const [firstName = name, ...rest] = name.split(' ');
    const id = Number(addresses[NAME]);
    return telegram.person({ id, firstName, ...(rest.length === 0 ? {} : { lastName: rest.join(' ') }) });
  }

  return {
    about: {
      name: NAME,
      title: 'Telegram',
      label: 'Telegram',
      noun: 'Telegram message',
      color: 'light-dark(#1c6ba3, #2475ad)',
      window: 'chat',
      peer: `@${USERNAME}`,
      firstPersonId: 'anna',
      maxCharacters: MAX_CHARACTERS,
      acceptedWord: 'Sent',
      menu: [
        { title: 'Start', payload: '/start' },
        { title: 'Start by a link of the shop', payload: '/start order_4711' },
      ],
      quickReplies: [],
      reactions: ['👍', '❤', '🔥'],
      tellsRead: false,
      needsPhone: false,
      typingLastsMs: TYPING_MS,
    },
    settings: {
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_WEBHOOK_SECRET: webhookSecret,
      TELEGRAM_BOT_LABEL: `@${USERNAME}`,
      TELEGRAM_API_URL: telegram.url,
    },
    faults,
    messages: () => telegram.conversations().flatMap(({ messages }) => messages),
    connect: (webhookBase) =>
      telegram.setWebhook({
        url: `${webhookBase}/webhooks/telegram/${token.split(':')[0] ?? ''}`,
        secretToken: webhookSecret,
        allowedUpdates: WANTED_UPDATES,
        maxConnections: MAX_CONNECTIONS,
        dropPendingUpdates: false,
      }),
    close: () => telegram.close(),
    write(person, { text, files }) {
      const app = appOf(person);
      const [first, ...others] = files;
      if (first === undefined) faults.delivering(() => app.text(text));
      else faults.delivering(() => app.file(first, text === '' ? undefined : text));
      // An album is as many messages as it has pictures.
      for (const file of others) faults.delivering(() => app.file(file));
    },
    press(person, { payload }) {
      const [, link] = payload.split(' ');
      faults.delivering(() => appOf(person).start(link));
    },
    react(person, messageId, emoji, before) {
      faults.delivering(() => appOf(person).react(Number(messageId), listed(before), listed(emoji)));
    },
  };
}

function listed(emoji: string): readonly string[] {
  return emoji === '' ? [] : [emoji];
}

/** Typing has one name here, whatever the provider calls it. */
function asOthersSay(event: SimulatorEvent): SimulatorEvent {
  return event.kind === 'action' && event.action === 'typing' ? { ...event, action: 'typing_on' } : event;
}
