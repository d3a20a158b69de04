import {
  createTwilioSimulator,
  type FileContent,
  type SimulatorEvent,
  type SimulatorObserver,
} from '@onethread/testkit';
import type { Person } from '../../wire/model.ts';
import { FaultSwitchboard } from './fault-switchboard.ts';
import type { PlayedAccounts, PlayedDoors } from './played-accounts.ts';
import type { ProviderSide } from './provider-side.ts';

/** As Twilio's own advice: five more tries, whatever went wrong. */
const RETRY_OVERRIDES = '#rc=5&rp=all';

export interface SmsSide extends ProviderSide {
  /** Where a file can be fetched without credentials: the media host for what Twilio's API guards, else as given. */
  fileAddress(url: string): string;
  /** An SMS, an MMS where there are files. */
  write(person: Person, text: string, files: readonly FileContent[]): void;
  /** Hands over what waited for a phone that was switched off. */
  switchedOn(phone: string): void;
}

/** A Twilio account with one number. A message counts as delivered when the person's phone is on. */
export async function createSmsSide(
  onEvent: SimulatorObserver,
  phoneIsOn: (phone: string) => boolean,
  { accountSid, authToken, number }: PlayedAccounts['sms'],
  { host, twilioPort: port, twilioOrigin: origin, reach }: PlayedDoors,
): Promise<SmsSide> {
  const deliverIfOn = (event: SimulatorEvent): void => {
    if (event.kind !== 'message-changed') return;
    const { direction, state, customer, id } = event.message;
    if (direction !== 'to-customer' || state !== 'sent' || !phoneIsOn(customer)) return;
    // After the report of `sent` has taken its place in the queue.
    queueMicrotask(() => void twilio.phones.reportStatus(id, 'delivered'));
  };
  const twilio = await createTwilioSimulator({
    accountSid,
    authToken,
    numbers: [number],
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(origin === undefined ? {} : { origin }),
    ...(reach === undefined ? {} : { reach }),
    statuses: ['sent'],
    onEvent: (event) => {
      onEvent(event);
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
    provider: 'sms',
    settings: {
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_AUTH_TOKEN: authToken,
      TWILIO_FROM: number,
      TWILIO_API_URL: twilio.url,
    },
    faults,
    messages: () => twilio.conversations().flatMap(({ messages }) => messages),
    fileAddress: (url) =>
      url.startsWith(twilio.url) ? `${twilio.url}/cdn/${new URL(url).pathname.split('/').at(-1) ?? ''}` : url,
    connect: (webhookBase) => twilio.setWebhookUrl(`${webhookBase}/webhooks/twilio/sms${RETRY_OVERRIDES}`),
    close: () => twilio.close(),
    write({ phone }, text, files) {
      faults.delivering(() =>
        files.length === 0 ? twilio.phones.sendText(phone, text) : twilio.phones.sendFiles(phone, files, { text }),
      );
    },
    switchedOn(phone) {
      for (const { id, direction, state } of twilio.messagesOf(phone)) {
        if (direction === 'to-customer' && state === 'sent') twilio.phones.reportStatus(id, 'delivered');
      }
    },
  };
}
