import type { ChannelHarness, PreparedChannel, Verdict } from '@onethread/channel-kit/contract';
import { readSettings } from '@onethread/runtime';
import {
  createTelegramSimulator,
  outboundMessage,
  TELEGRAM_ERROR_NAMES,
  textPart,
  type TelegramErrorName,
  type TelegramSimulator,
  type TelegramSimulatorOptions,
} from '@onethread/testkit';
import { telegramChannel, telegramSettings, type TelegramSettings } from '../index.ts';

export const BOT = '7000000001';
export const TOKEN = `${BOT}:AAH-token-of-the-tests_0123456789`;
export const SECRET = 'secret-of-the-webhook-in-tests';
export const ANNA = {
  id: 4_503_599_627_370,
  firstName: 'Anna',
  lastName: 'Example',
  username: 'anna_ex',
  languageCode: 'pl',
};

export function settingsFor(apiUrl: string, env: Readonly<Record<string, string>> = {}): TelegramSettings {
  return readSettings(telegramSettings, {
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    TELEGRAM_API_URL: apiUrl,
    ...env,
  });
}

export function simulate(options: Partial<TelegramSimulatorOptions> = {}): Promise<TelegramSimulator> {
  return createTelegramSimulator({ token: TOKEN, retryAfterMs: () => 20, ...options });
}

const VERDICTS: Readonly<Record<number, Verdict>> = {
  200: 'accepted',
  400: 'malformed',
  401: 'unauthorised',
  413: 'too-large',
  415: 'malformed',
  503: 'try-later',
};

export async function post(
  origin: string,
  body: string | Uint8Array<ArrayBuffer>,
  { secret = SECRET, bot = BOT }: { readonly secret?: string; readonly bot?: string } = {},
): Promise<number> {
  const response = await fetch(`${origin}/webhooks/telegram/${bot}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

async function verdict(status: Promise<number>): Promise<Verdict> {
  const known = VERDICTS[await status];
  if (known === undefined) throw new Error(`status ${await status}`);
  return known;
}

export function textUpdate(n: number, text = `message ${n}`): string {
  const from = { id: ANNA.id, is_bot: false, first_name: ANNA.firstName };
  const chat = { id: ANNA.id, type: 'private', first_name: ANNA.firstName };
  return JSON.stringify({ update_id: 5000 + n, message: { message_id: n, from, chat, date: 1_795_312_800 + n, text } });
}

const OUTCOMES: Readonly<Record<TelegramErrorName, 'rejected' | 'throttled' | 'unauthorised' | 'ambiguous'>> = {
  blocked: 'rejected',
  deactivated: 'rejected',
  'not-started': 'rejected',
  forbidden: 'rejected',
  'chat-not-found': 'rejected',
  'text-empty': 'rejected',
  'text-too-long': 'rejected',
  'photo-dimensions': 'rejected',
  'file-too-big': 'rejected',
  'file-empty': 'rejected',
  'wrong-file-id': 'rejected',
  'bad-webhook': 'rejected',
  unauthorised: 'unauthorised',
  'no-such-bot': 'unauthorised',
  'too-large': 'rejected',
  'rate-limited': 'throttled',
  'server-fault': 'ambiguous',
  'bad-gateway': 'ambiguous',
};

export const telegramHarness: ChannelHarness<TelegramSettings> = {
  definition: telegramChannel,
  async prepare(): Promise<PreparedChannel<TelegramSettings>> {
    let calls = 0;
    const telegram = await simulate({
      onEvent(event) {
        if (event.kind === 'call' && /send(?!ChatAction)\w+$/.test(event.path)) calls += 1;
      },
    });
    // Whoever is answered has written before.
    telegram.person(ANNA).message({ text: 'before' });
    return {
      settings: settingsFor(telegram.url, { TELEGRAM_SET_WEBHOOK: 'false' }),
      deliver: (n, at) => verdict(post(at.http.publicUrl, textUpdate(n))),
      deliverForged: (at) => verdict(post(at.http.publicUrl, textUpdate(1), { secret: 'a'.repeat(SECRET.length) })),
      deliverOversize: (at) => verdict(post(at.http.publicUrl, textUpdate(1, 'x'.repeat(1024 * 1024)))),
      malformed: [
        ...(['{', '', '[]', '7', '{}', '{"update_id":"1"}'] as const).map((body) => ({
          name: body === '' ? 'no body' : body,
          deliver: (at: { readonly http: { readonly publicUrl: string } }) => verdict(post(at.http.publicUrl, body)),
          verdicts: ['malformed'] as const,
        })),
        {
          name: 'no UTF-8',
          deliver: (at) => verdict(post(at.http.publicUrl, Buffer.from([0x7b, 0xff]))),
          verdicts: ['malformed'],
        },
        {
          name: 'a message of nonsense',
          deliver: (at) => verdict(post(at.http.publicUrl, '{"update_id":1,"message":{"chat":[]}}')),
          verdicts: ['accepted'],
        },
        {
          name: 'an update of a later year',
          deliver: (at) => verdict(post(at.http.publicUrl, '{"update_id":1,"hologram":{}}')),
          verdicts: ['accepted'],
        },
      ],
      customer: (host) => host.identity(BOT, String(ANNA.id)),
      reply: (entryId, identity) => outboundMessage({ entryId, identity, parts: [textPart('one'), textPart('two')] }),
      providerCalls: () => calls,
      sendErrors: [
        ...TELEGRAM_ERROR_NAMES.map((name) => ({
          name,
          arrange: () => telegram.faults.next({ kind: 'error', row: name }),
          outcome: OUTCOMES[name],
        })),
        {
          name: 'the answer is dropped after accepting',
          arrange: () => telegram.faults.next({ kind: 'drop-answer' }),
          outcome: 'ambiguous',
        },
        {
          name: 'the connection breaks before accepting',
          arrange: () => telegram.faults.next({ kind: 'drop-request' }),
          outcome: 'ambiguous',
        },
        { name: 'no answer ever comes', arrange: () => telegram.faults.next({ kind: 'hang' }), outcome: 'ambiguous' },
        { name: 'Telegram is down', arrange: () => telegram.goDown(), outcome: 'temporary' },
      ],
      close: () => telegram.close(),
    };
  },
};
