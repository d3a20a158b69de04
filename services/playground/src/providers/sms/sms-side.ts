import { createTwilioSimulator, type SimulatorEvent } from '@onethread/testkit';
import { FaultSwitchboard } from '../fault-switchboard.ts';
import { doorOf } from '../door.ts';
import type { ProviderParts, ProviderSide } from '../provider.ts';

/** As Twilio's own advice: five more tries, whatever went wrong. */
const RETRY_OVERRIDES = '#rc=5&rp=all';
const MAX_CHARACTERS = 1600;

interface Account {
  readonly port: number;
  readonly url?: string | undefined;
  readonly accountSid: string;
  readonly authToken: string;
  readonly number: string;
}

/** A Twilio account with one number. A message counts as delivered when the person's phone is on. */
export async function createSmsSide(account: Account, parts: ProviderParts): Promise<ProviderSide> {
  const { accountSid, authToken, number } = account;
  const deliverIfOn = (event: SimulatorEvent): void => {
    if (event.kind !== 'message-changed') return;
    const { direction, state, customer, id } = event.message;
    if (direction !== 'to-customer' || state !== 'sent' || !parts.phoneIsOn(customer)) return;
    // After the report of `sent` has taken its place in the queue.
    queueMicrotask(() => void twilio.phones.reportStatus(id, 'delivered'));
  };
  const twilio = await createTwilioSimulator({
    accountSid,
    authToken,
    numbers: [number],
    ...doorOf(account, parts),
    statuses: ['sent'],
    onEvent: (event) => {
      parts.onEvent(event);
      deliverIfOn(event);
    },
  });
  const faults = new FaultSwitchboard({
    faults: twilio.faults,
    deliveries: twilio.deliveries,
    goDown: () => twilio.goDown(),
    comeUp: () => twilio.comeUp(),
    errorRows: [
      { name: 'opted-out', words: '21610: the recipient has opted out' },
      { name: 'invalid-to', words: '21211: no such number' },
      { name: 'queue-full', words: '21611: queue of the number is full' },
      { name: 'rate-limited', words: '20429: too many requests' },
      { name: 'not-authenticated', words: '20003: wrong credentials' },
      { name: 'unavailable', words: '20503: service unavailable' },
    ],
  });
  return {
    about: {
      name: 'sms',
      title: 'Phone',
      label: 'SMS',
      noun: 'SMS',
      color: 'light-dark(#25784a, #2d7d51)',
      window: 'chat',
      peer: number,
      firstPersonId: 'anna',
      maxCharacters: MAX_CHARACTERS,
      acceptedWord: 'Delivered',
      filesWord: 'MMS',
      menu: [],
      quickReplies: [],
      reactions: [],
      tellsRead: false,
      needsPhone: true,
      typingLastsMs: 0,
    },
    settings: {
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_AUTH_TOKEN: authToken,
      TWILIO_FROM: number,
      TWILIO_API_URL: twilio.url,
    },
    faults,
    messages: () => twilio.conversations().flatMap(({ messages }) => messages),
    // The media host hands out without credentials what the API guards.
    fileAddress: (url) =>
      url.startsWith(twilio.url) ? `${twilio.url}/cdn/${new URL(url).pathname.split('/').at(-1) ?? ''}` : url,
    connect: (webhookBase) => twilio.setWebhookUrl(`${webhookBase}/webhooks/twilio/sms${RETRY_OVERRIDES}`),
    close: () => twilio.close(),
    write({ phone }, { text, files }) {
      faults.delivering(() =>
        files.length === 0 ? twilio.phones.sendText(phone, text) : twilio.phones.sendFiles(phone, files, { text }),
      );
    },
    switchedOn({ phone }) {
      for (const { id, direction, state } of twilio.messagesOf(phone)) {
        if (direction === 'to-customer' && state === 'sent') twilio.phones.reportStatus(id, 'delivered');
      }
    },
  };
}
