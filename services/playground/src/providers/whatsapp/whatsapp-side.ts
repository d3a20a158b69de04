import { createWhatsappSimulator, type FileContent, type SimulatorEvent } from '@onethread/testkit';
import type { Person } from '../../../wire/model.ts';
import { doorOf } from '../door.ts';
import { FaultSwitchboard } from '../fault-switchboard.ts';
import type { ProviderParts, ProviderSide } from '../provider.ts';

const NAME = 'whatsapp';
const NUMBER = '+12125550177';
const MAX_CHARACTERS = 4096;
const TYPING_MS = 25_000;
/** What the app sends as a picture; other types of pictures travel as documents. */
const PICTURES = new Set(['image/jpeg', 'image/png']);

interface Account {
  readonly port: number;
  readonly url?: string | undefined;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly accessToken: string;
  readonly phoneNumberId: string;
}

/** A business number; phones report delivery by themselves. */
export async function createWhatsappSide(account: Account, parts: ProviderParts): Promise<ProviderSide> {
  const { appSecret, accessToken, phoneNumberId } = account;
  const whatsapp = await createWhatsappSimulator({
    appSecret,
    accessToken,
    phoneNumberId,
    ...doorOf(account, parts),
    onEvent(event) {
      for (const told of withPerson(event)) parts.onEvent(told);
      if (event.kind !== 'message' || event.message.direction !== 'to-customer') return;
      const { customer, id } = event.message;
      // After `sent` has taken its place in the queue.
      queueMicrotask(() => report(customer, id, 'delivered'));
    },
  });
  const messages = () => whatsapp.conversations().flatMap((one) => one.messages);

  /** Meta is told which message was read, and nothing else; a page wants to know whose conversation it is. */
  function withPerson(event: SimulatorEvent): readonly SimulatorEvent[] {
    if (event.kind !== 'action') return [event];
    const read = messages().find(({ id }) => id === event.customer);
    if (read === undefined) return [];
    const seen = { ...event, customer: read.customer, action: 'mark_seen' };
    // Typing is shown together with the mark.
    return event.action === 'typing_on' ? [seen, { ...seen, action: 'typing_on' }] : [seen];
  }

  function report(customer: string, id: string, status: 'delivered' | 'read'): void {
    const accepted = whatsapp.accepted().findLast(({ wamid }) => wamid === id);
    if (accepted !== undefined)
      faults.delivering(() => whatsapp.people.tellStatus({ ...accepted, to: customer }, status));
  }

  const faults = new FaultSwitchboard({
    faults: whatsapp.faults,
    deliveries: whatsapp.deliveries,
    goDown: () => whatsapp.goDown(),
    comeUp: () => whatsapp.comeUp(),
    errorRows: [
      { name: 'undeliverable', words: '131026: the message cannot be delivered' },
      { name: 'outside-window', words: '131047: more than 24 hours since the customer wrote' },
      { name: 'rate-number', words: '130429: too many messages of this number' },
      { name: 'token-invalid', words: '190: access token invalid' },
      { name: 'something-wrong', words: '131000: something went wrong (500)' },
      { name: 'unavailable', words: '131016: service unavailable (503)' },
    ],
  });
  const idOf = ({ addresses }: Person): string => addresses[NAME] ?? '';
  return {
    about: {
      name: NAME,
      title: 'WhatsApp',
      label: 'WhatsApp',
      noun: 'WhatsApp message',
      color: 'light-dark(#0d7466, #12806f)',
      window: 'chat',
      peer: NUMBER,
      firstPersonId: 'mira',
      maxCharacters: MAX_CHARACTERS,
      acceptedWord: 'Sent',
      menu: [],
      quickReplies: [],
      reactions: ['👍', '❤️', '🙏'],
      tellsRead: true,
      needsPhone: false,
      typingLastsMs: TYPING_MS,
    },
    settings: {
      WHATSAPP_APP_SECRET: appSecret,
      WHATSAPP_VERIFY_TOKEN: account.verifyToken,
      WHATSAPP_ACCESS_TOKEN: accessToken,
      WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
      WHATSAPP_NUMBER_LABEL: '+1 212 555 0177',
      WHATSAPP_GRAPH_URL: whatsapp.url,
    },
    faults,
    messages,
    connect: (webhookBase) => whatsapp.setWebhookUrl(`${webhookBase}/webhooks/whatsapp`),
    close: () => whatsapp.close(),
    meet: (person) => void whatsapp.addPerson(idOf(person), { name: person.name }),
    write(person, { text, files }) {
      const { people } = whatsapp;
      const id = idOf(person);
      const [first, ...others] = files;
      // A message carries one file and its caption, a sound none.
      const caption = text !== '' && first !== undefined && kindOf(first) !== 'audio' ? text : undefined;
      if (text !== '' && caption === undefined) faults.delivering(() => people.sendText(id, text));
      if (first !== undefined) faults.delivering(() => people.sendFile(id, kindOf(first), first, caption));
      for (const file of others) faults.delivering(() => people.sendFile(id, kindOf(file), file));
    },
    see(person) {
      for (const { id, customer, direction, state } of whatsapp.messagesOf(idOf(person))) {
        if (direction === 'to-customer' && (state === 'sent' || state === 'delivered')) report(customer, id, 'read');
      }
    },
    react: (person, wamid, emoji) => void faults.delivering(() => whatsapp.people.react(idOf(person), wamid, emoji)),
  };
}

function kindOf({ contentType }: FileContent): 'image' | 'audio' | 'video' | 'document' {
  if (PICTURES.has(contentType)) return 'image';
  const [kind = ''] = contentType.split('/');
  return kind === 'audio' || kind === 'video' ? kind : 'document';
}
