import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SimulatedFile } from '../conversation-book.ts';
import { waitOut, type FaultPlan } from '../fault-plan.ts';
import type { SimulatorObserver } from '../simulator-event.ts';
import { newSid, type TwilioAccount, type TwilioMessage } from './twilio-account.ts';
import { TwilioRefusal, twilioErrorBody, type TwilioErrorName } from './twilio-errors.ts';

const MAX_BODY_BYTES = 64 * 1024;
const MAX_BODY_CHARACTERS = 1600;
const MAX_MEDIA = 10;
const MAX_PAGE_SIZE = 1000;
const DEFAULT_PAGE_SIZE = 50;

export interface TwilioApiParts {
  readonly account: TwilioAccount;
  readonly accountSid: string;
  readonly authToken: string;
  /** Numbers of the account; empty = any may send. */
  readonly numbers: readonly string[];
  readonly faults: FaultPlan<TwilioErrorName>;
  readonly observe: SimulatorObserver;
  readonly origin: () => string;
  readonly closing: AbortSignal;
  /** After it was accepted, before the answer is written: callbacks may beat the answer. */
  readonly onAccepted: (message: TwilioMessage, mediaUrls: readonly string[]) => void;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | Buffer;
}

/** Answers one request as api.twilio.com would. */
export async function answerTwilioCall(
  parts: TwilioApiParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://twilio');
  const answer = await decide(parts, request, url);
  const status = answer === 'drop' || answer === 'hang' ? 'dropped' : answer.status;
  parts.observe({ kind: 'call', method: request.method ?? '', path: url.pathname, status });
  if (answer === 'drop') {
    request.socket.destroy();
  } else if (answer !== 'hang') {
    for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
    if (answer.body === undefined || Buffer.isBuffer(answer.body)) response.writeHead(answer.status).end(answer.body);
    else
      response
        .writeHead(answer.status, { 'content-type': 'application/json;charset=utf-8' })
        .end(JSON.stringify(answer.body));
  }
}

async function decide(parts: TwilioApiParts, request: IncomingMessage, url: URL): Promise<Answer | 'drop' | 'hang'> {
  try {
    const stored = /^\/cdn\/([^/]+)$/.exec(url.pathname)?.[1];
    if (stored !== undefined) return serveFile(parts, stored);
    const form = await readForm(request);
    const fault = parts.faults.take();
    if (fault?.kind === 'drop-request') return 'drop';
    if (fault?.kind === 'error') throw new TwilioRefusal(fault.row);
    authenticate(parts, request);
    const answer = route(parts, request, url, form);
    // Late after accepting: callbacks may beat the answer, as in life.
    if (fault?.kind === 'slow') await waitOut(fault.delayMs, parts.closing);
    if (fault?.kind === 'drop-answer') return 'drop';
    if (fault?.kind === 'hang') return 'hang';
    return answer;
  } catch (error) {
    if (!(error instanceof TwilioRefusal)) throw error;
    return { status: error.row.status, headers: error.row.headers ?? {}, body: twilioErrorBody(error.row) };
  }
}

function route(parts: TwilioApiParts, request: IncomingMessage, url: URL, form: URLSearchParams): Answer {
  const base = `/2010-04-01/Accounts/${parts.accountSid}/Messages`;
  if (url.pathname === `${base}.json` && request.method === 'POST')
    return { status: 201, body: acceptMessage(parts, form) };
  if (url.pathname === `${base}.json` && request.method === 'GET')
    return { status: 200, body: listMessages(parts, url) };
  const media = new RegExp(`^${base}/(MM[0-9a-f]{32})/Media/(ME[0-9a-f]{32})$`).exec(url.pathname);
  if (media?.[2] !== undefined) {
    const isThere = parts.account.files.get(media[2]) !== undefined && !parts.account.isMediaDeleted(media[2]);
    if (!isThere) throw new TwilioRefusal('not-found');
    if (request.method === 'DELETE') {
      parts.account.deleteMedia(media[2]);
      return { status: 204 };
    }
    // As Twilio: the API sends on to its media host, which wants no credentials.
    return { status: 307, headers: { location: `${parts.origin()}/cdn/${media[2]}` } };
  }
  const message = new RegExp(`^${base}/([SM]M[0-9a-f]{32})\\.json$`).exec(url.pathname)?.[1];
  const found = message === undefined ? undefined : parts.account.message(message);
  if (found === undefined) throw new TwilioRefusal('not-found');
  return { status: 200, body: resource(parts, found) };
}

function acceptMessage(parts: TwilioApiParts, form: URLSearchParams): object {
  const to = form.get('To') ?? '';
  const from = form.get('From') ?? '';
  const body = form.get('Body') ?? '';
  const mediaUrls = form.getAll('MediaUrl');
  const statusCallback = form.get('StatusCallback') ?? undefined;
  if (to === '') throw new TwilioRefusal('to-missing');
  if (from === '') throw new TwilioRefusal('from-missing');
  if (body === '' && mediaUrls.length === 0) throw new TwilioRefusal('body-missing');
  if (body.length > MAX_BODY_CHARACTERS) throw new TwilioRefusal('body-too-long');
  if (mediaUrls.length > MAX_MEDIA) throw new TwilioRefusal('too-many-media');
  if (!/^(whatsapp:)?\+[1-9]\d{6,14}$|^\d{3,8}$/.test(to)) throw new TwilioRefusal('invalid-to');
  if (parts.numbers.length > 0 && !parts.numbers.includes(from)) throw new TwilioRefusal('invalid-from');
  if (statusCallback !== undefined && !/^https?:\/\//.test(statusCallback)) throw new TwilioRefusal('invalid-callback');
  if (parts.account.isOptedOut(to, from)) throw new TwilioRefusal('opted-out');
  const message: TwilioMessage = {
    sid: newSid(mediaUrls.length > 0 ? 'MM' : 'SM'),
    from,
    to,
    body,
    direction: 'outbound-api',
    createdAt: parts.account.now(),
    status: 'queued',
    ...(form.get('SmartEncoded') === 'true' ? { smartEncoded: true } : {}),
    files: mediaUrls.map((url): SimulatedFile => ({ name: fileName(url), contentType: '', size: 0, url })),
    ...(statusCallback === undefined ? {} : { statusCallback }),
  };
  parts.account.put(message);
  parts.account.book.add({
    id: message.sid,
    customer: to,
    direction: 'to-customer',
    at: message.createdAt,
    text: body,
    files: message.files,
    state: 'sent',
    ...(statusCallback === undefined ? {} : { reference: statusCallback }),
  });
  parts.onAccepted(message, mediaUrls);
  return resource(parts, message);
}

function listMessages(parts: TwilioApiParts, url: URL): object {
  const { searchParams } = url;
  const [to, from] = [searchParams.get('To'), searchParams.get('From')];
  const day = searchParams.get('DateSent');
  const after = searchParams.get('DateSent>');
  const before = searchParams.get('DateSent<');
  const pageSize = Math.min(MAX_PAGE_SIZE, Number(searchParams.get('PageSize') ?? DEFAULT_PAGE_SIZE));
  const page = Number(searchParams.get('Page') ?? 0);
  const matching = parts.account.messages().filter((message) => {
    const sentOn = new Date(message.createdAt).toISOString();
    return (
      (to === null || message.to === to) &&
      (from === null || message.from === from) &&
      (day === null || sentOn.startsWith(day)) &&
      (after === null || sentOn >= after) &&
      (before === null || sentOn <= before)
    );
  });
  const start = page * pageSize;
  const shown = matching.slice(start, start + pageSize);
  const next = new URLSearchParams(searchParams);
  next.set('Page', String(page + 1));
  return {
    messages: shown.map((message) => resource(parts, message)),
    page,
    page_size: pageSize,
    start,
    end: start + shown.length - 1,
    uri: `${url.pathname}${url.search}`,
    next_page_uri: matching.length > start + pageSize ? `${url.pathname}?${next.toString()}` : null,
    previous_page_uri: null,
  };
}

function resource({ accountSid }: TwilioApiParts, message: TwilioMessage): object {
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${message.sid}`;
  const sent = !['queued', 'accepted', 'sending'].includes(message.status);
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: message.body,
    date_created: new Date(message.createdAt).toUTCString().replace('GMT', '+0000'),
    date_sent: sent ? new Date(message.createdAt).toUTCString().replace('GMT', '+0000') : null,
    date_updated: new Date(message.createdAt).toUTCString().replace('GMT', '+0000'),
    direction: message.direction,
    error_code: message.errorCode ?? null,
    error_message: null,
    from: message.from,
    messaging_service_sid: null,
    num_media: String(message.files.length),
    num_segments: '1',
    price: null,
    price_unit: 'USD',
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`,
  };
}

function authenticate({ accountSid, authToken }: TwilioApiParts, request: IncomingMessage): void {
  const expected = Buffer.from(`Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`);
  const given = Buffer.from(request.headers.authorization ?? '');
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new TwilioRefusal('not-authenticated');
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let size = 0;
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new TwilioRefusal('body-too-long');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function serveFile({ account }: TwilioApiParts, id: string): Answer {
  const file = account.files.get(id);
  if (file === undefined) throw new TwilioRefusal('not-found');
  return { status: 200, headers: { 'content-type': file.contentType }, body: Buffer.from(file.bytes) };
}

function fileName(url: string): string {
  return URL.canParse(url) ? decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? 'file') : 'file';
}
