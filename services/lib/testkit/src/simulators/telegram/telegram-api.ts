import type { IncomingMessage, ServerResponse } from 'node:http';
import { waitOut, type FaultPlan } from '../fault-plan.ts';
import type { SimulatorObserver } from '../simulator-event.ts';
import type { TelegramBot, TelegramSent } from './telegram-bot.ts';
import { readCall, type TelegramCall } from './telegram-call.ts';
import { TelegramRefusal, telegramErrorBody, type TelegramErrorName } from './telegram-errors.ts';

const MAX_TEXT = 4096;
/** What a bot may download. */
const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;
const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
/** Methods that take one file, and what their form calls it. */
const FILE_FIELDS: Readonly<Record<string, string>> = {
  sendPhoto: 'photo',
  sendDocument: 'document',
  sendVideo: 'video',
  sendAudio: 'audio',
  sendAnimation: 'animation',
};

export interface TelegramApiParts {
  readonly token: string;
  readonly username: string;
  readonly bot: TelegramBot;
  /** Of calls that send something. */
  readonly faults: FaultPlan<TelegramErrorName>;
  /** Of `getFile`. */
  readonly fileFaults: FaultPlan<TelegramErrorName>;
  readonly observe: SimulatorObserver;
  readonly closing: AbortSignal;
  readonly now: () => number;
  readonly onWebhook: () => void;
}

type Answer =
  { readonly status: number; readonly contentType?: string; readonly body: object | Uint8Array } | 'drop' | 'hang';

/** Answers one request as api.telegram.org would. */
export async function answerTelegramCall(
  parts: TelegramApiParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://telegram');
  const answer = await decide(parts, request, url);
  const isDropped = answer === 'drop' || answer === 'hang';
  const status = isDropped ? 'dropped' : answer.status;
  // The token stays out of what observers see.
  const path = url.pathname.replace(/bot[^/]+/, 'bot');
  parts.observe({ kind: 'call', method: request.method ?? '', path, status });
  if (answer === 'drop') request.socket.destroy();
  if (isDropped) return;
  const { body, contentType = 'application/octet-stream' } = answer;
  if (body instanceof Uint8Array) response.writeHead(answer.status, { 'content-type': contentType }).end(body);
  else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function decide(parts: TelegramApiParts, request: IncomingMessage, url: URL): Promise<Answer> {
  try {
    const onPhone = /^\/cdn\/([^/]+)$/.exec(url.pathname)?.[1];
    if (onPhone !== undefined) return showFile(parts, onPhone);
    const file = /^\/file\/bot([^/]+)\/files\/([^/]+)$/.exec(url.pathname);
    if (file !== null) return serveFile(parts, file[1] ?? '', file[2] ?? '');
    const called = /^\/bot([^/]+)\/(\w+)$/.exec(url.pathname);
    if (called === null) throw new TelegramRefusal('no-such-bot');
    const [, token = '', method = ''] = called;
    const call = await readCall(request);
    const fault = takeFault(parts, method);
    if (fault?.kind === 'drop-request') return 'drop';
    if (fault?.kind === 'error') throw new TelegramRefusal(fault.row);
    if (token !== parts.token) throw new TelegramRefusal('unauthorised');
    const result = carryOut(parts, method, call);
    if (fault?.kind === 'slow') await waitOut(fault.delayMs, parts.closing);
    if (fault?.kind === 'drop-answer') return 'drop';
    if (fault?.kind === 'hang') return 'hang';
    return { status: 200, body: { ok: true, result } };
  } catch (error) {
    if (!(error instanceof TelegramRefusal)) throw error;
    return { status: error.row.status, body: telegramErrorBody(error.row) };
  }
}

/** That somebody types is told beside the messages, so it runs into none of their faults. */
function takeFault({ faults, fileFaults }: TelegramApiParts, method: string) {
  if (method === 'getFile') return fileFaults.take();
  return method.startsWith('send') && method !== 'sendChatAction' ? faults.take() : undefined;
}

function carryOut(parts: TelegramApiParts, method: string, call: TelegramCall): unknown {
  const { bot, username, token } = parts;
  switch (method) {
    case 'getMe':
      return { id: Number(token.split(':')[0]), is_bot: true, first_name: username, username };
    case 'setWebhook':
      return setWebhook(parts, call);
    case 'getWebhookInfo':
      return { url: bot.webhook?.url ?? '', pending_update_count: 0, has_custom_certificate: false };
    case 'getFile':
      return getFile(parts, call);
    case 'getUserProfilePhotos':
      return profilePhotos(parts, call);
    case 'sendChatAction':
      parts.observe({
        kind: 'action',
        customer: String(chatOf(parts, call)),
        action: String(call.parameters['action']),
      });
      return true;
    case 'answerCallbackQuery':
      parts.observe({
        kind: 'action',
        customer: '',
        action: `answered ${String(call.parameters['callback_query_id'])}`,
      });
      return true;
    default:
      return send(parts, method, call);
  }
}

function setWebhook({ bot, onWebhook }: TelegramApiParts, { parameters }: TelegramCall): true {
  const { url = '', secret_token: secretToken = '' } = parameters as { url?: string; secret_token?: string };
  if (!/^https:|^http:\/\/(?:127\.0\.0\.1|localhost)[:/]/.test(url)) throw new TelegramRefusal('bad-webhook');
  bot.webhook = {
    url,
    secretToken,
    allowedUpdates: parameters['allowed_updates'] as string[],
    maxConnections: Number(parameters['max_connections'] ?? 40),
    dropPendingUpdates: parameters['drop_pending_updates'] === true,
  };
  onWebhook();
  return true;
}

function getFile({ bot }: TelegramApiParts, { parameters }: TelegramCall): object {
  const id = String(parameters['file_id']);
  const file = bot.files.get(id);
  if (file === undefined) throw new TelegramRefusal('wrong-file-id');
  if (file.bytes.length > MAX_DOWNLOAD_BYTES) throw new TelegramRefusal('file-too-big');
  return { file_id: id, file_unique_id: `u${id}`, file_size: file.bytes.length, file_path: `files/${id}` };
}

/** Of each photo three sizes, as Telegram makes them; here all of them are the same file. */
function profilePhotos({ bot }: TelegramApiParts, { parameters }: TelegramCall): object {
  const id = bot.pictures.get(Number(parameters['user_id']));
  if (id === undefined) return { total_count: 0, photos: [] };
  const sizes = [160, 320, 640].map((width) => ({ file_id: id, file_unique_id: `u${id}`, width, height: width }));
  return { total_count: 1, photos: [sizes] };
}

function serveFile({ bot, token }: TelegramApiParts, given: string, id: string): Answer {
  const file = given === token ? bot.files.get(id) : undefined;
  if (file === undefined) throw new TelegramRefusal('no-such-bot');
  return { status: 200, body: file.bytes };
}

/** The person's own app looks at what it has. */
function showFile({ bot }: TelegramApiParts, id: string): Answer {
  const file = bot.files.get(id);
  if (file === undefined) return { status: 404, body: new Uint8Array() };
  return { status: 200, contentType: file.contentType, body: file.bytes };
}

function send(parts: TelegramApiParts, method: string, call: TelegramCall): object {
  const chatId = chatOf(parts, call);
  const field = FILE_FIELDS[method];
  if (method !== 'sendMessage' && field === undefined) throw new TelegramRefusal('no-such-bot');
  const text = typeof call.parameters['text'] === 'string' ? call.parameters['text'] : undefined;
  if (method === 'sendMessage' && (text ?? '').trim() === '') throw new TelegramRefusal('text-empty');
  if ((text?.length ?? 0) > MAX_TEXT) throw new TelegramRefusal('text-too-long');
  const file = field === undefined ? undefined : call.files[field];
  if (field !== undefined && (file === undefined || file.bytes.length === 0)) throw new TelegramRefusal('file-empty');
  if (method === 'sendPhoto' && (file?.bytes.length ?? 0) > MAX_PHOTO_BYTES) throw new TelegramRefusal('file-too-big');
  const messageId = parts.bot.messageId(chatId);
  const sent: TelegramSent = {
    messageId,
    chatId,
    method,
    ...(text === undefined ? {} : { text }),
    ...(file === undefined ? {} : { file }),
  };
  parts.bot.accepted.add(sent);
  const { caption = text } = call.parameters as { readonly caption?: string };
  parts.bot.book.add({
    id: String(messageId),
    customer: String(chatId),
    direction: 'to-customer',
    at: parts.now(),
    ...(caption === undefined ? {} : { text: caption }),
    files: file === undefined ? [] : [parts.bot.keep(file).shown],
    state: 'sent',
  });
  return {
    message_id: messageId,
    date: Math.floor(parts.now() / 1000),
    chat: { id: chatId, type: 'private' },
    ...(text === undefined ? {} : { text }),
  };
}

/** Only who wrote first, and has not blocked the bot since, can be written to. */
function chatOf({ bot }: TelegramApiParts, { parameters }: TelegramCall): number {
  const chatId = Number(parameters['chat_id']);
  if (!bot.chats.has(chatId)) throw new TelegramRefusal('chat-not-found');
  if (bot.blocked.has(chatId)) throw new TelegramRefusal('blocked');
  return chatId;
}
