import { createHmac, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { waitOut, type FaultPlan } from '../fault-plan.ts';
import type { SimulatedFile } from '../conversation-book.ts';
import type { SimulatorObserver } from '../simulator-event.ts';
import { GRAPH_ERRORS, GraphRefusal, graphErrorBody, type GraphErrorName } from './graph-errors.ts';
import { readGraphCall, type GraphCall } from './graph-call.ts';
import { newMid, type AcceptedMessage, type GraphPage } from './graph-page.ts';
import { MAX_ATTACHMENT_BYTES, readSendRequest, type SendRequest } from './send-request.ts';
import { listConversations, listMessages } from './graph-conversations.ts';

const UPLOADED_TYPES = new Set(['image', 'audio', 'video', 'file']);

/** How long Meta tries to fetch an attachment that is given by address. */
const FETCH_TIMEOUT_MS = 10_000;

export interface GraphApiParts {
  readonly page: GraphPage;
  readonly pageId: string;
  readonly pageAccessToken: string;
  readonly detailedMessages: number;
  readonly appSecret: string;
  readonly faults: FaultPlan<GraphErrorName>;
  readonly observe: SimulatorObserver;
  readonly origin: () => string;
  readonly closing: AbortSignal;
  /** `X-App-Usage` and its like, on every answer. */
  readonly usageHeaders: () => Readonly<Record<string, string>>;
  /** After the answer is decided, before it is written: the place for the echo, which may beat the response. */
  readonly onAccepted: (message: AcceptedMessage) => void;
}

/** Answers one request as graph.facebook.com would. */
export async function answerGraphCall(
  parts: GraphApiParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://graph').pathname;
  const answer = await decide(parts, request, path);
  const status = answer === 'drop' ? 'dropped' : answer === 'hang' ? 'dropped' : answer.status;
  parts.observe({ kind: 'call', method: request.method ?? '', path, status });
  if (answer === 'drop') {
    request.socket.destroy();
  } else if (answer !== 'hang') {
    for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
    if (Buffer.isBuffer(answer.body)) response.writeHead(answer.status).end(answer.body);
    else
      response
        .writeHead(answer.status, { 'content-type': 'application/json; charset=UTF-8' })
        .end(JSON.stringify(answer.body));
  }
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object | Buffer;
}

async function decide(parts: GraphApiParts, request: IncomingMessage, path: string): Promise<Answer | 'drop' | 'hang'> {
  try {
    const media = /^\/attachments\/([^/]+)\//.exec(path);
    if (media?.[1] !== undefined) return serveFile(parts, media[1]);
    const call = await readGraphCall(request);
    const fault = parts.faults.take();
    if (fault?.kind === 'drop-request') return 'drop';
    if (fault?.kind === 'error') throw new GraphRefusal(fault.row);
    checkToken(parts, call);
    const body = await route(parts, request, path, call);
    // Late after accepting: echo and receipts may beat the answer, as in life.
    if (fault?.kind === 'slow') await waitOut(fault.delayMs, parts.closing);
    if (fault?.kind === 'drop-answer') return 'drop';
    if (fault?.kind === 'hang') return 'hang';
    return { status: 200, headers: parts.usageHeaders(), body };
  } catch (error) {
    if (!(error instanceof GraphRefusal)) throw error;
    return { status: error.row.status, headers: error.row.headers ?? {}, body: graphErrorBody(error.row) };
  }
}

async function route(parts: GraphApiParts, request: IncomingMessage, path: string, call: GraphCall): Promise<object> {
  const [, version, node = '', edge] = path.split('/');
  if (!/^v\d+\.\d+$/.test(version ?? ''))
    throw new GraphRefusal('invalid-parameter', `Unknown path components: ${path}`);
  const isPage = node === parts.pageId || node === 'me';
  if (request.method === 'POST' && isPage && edge === 'messages') return acceptSend(parts, call);
  if (request.method === 'POST' && isPage && edge === 'message_attachments') return acceptUpload(parts, call);
  if (request.method === 'POST' && isPage && edge === 'take_thread_control') return { success: true };
  const query = new URL(request.url ?? '/', 'http://graph').searchParams;
  if (request.method === 'GET' && isPage && edge === 'conversations') return listConversations(parts, query);
  if (request.method === 'GET' && edge === 'messages') return listMessages(parts, node, query);
  if (request.method === 'GET' && edge === undefined) return showPerson(parts, node, request);
  throw new GraphRefusal('invalid-parameter', `Unsupported ${request.method?.toLowerCase() ?? ''} request.`);
}

function checkToken({ pageAccessToken, appSecret }: GraphApiParts, call: GraphCall): void {
  if (call.accessToken !== pageAccessToken) throw new GraphRefusal('token-invalid');
  if (call.appSecretProof === undefined) return;
  const proof = createHmac('sha256', appSecret).update(pageAccessToken).digest('hex');
  if (call.appSecretProof !== proof)
    throw new GraphRefusal('invalid-parameter', 'Invalid appsecret_proof provided in the API argument');
}

async function acceptSend(parts: GraphApiParts, call: GraphCall): Promise<object> {
  const { page } = parts;
  const request = readSendRequest(call);
  const person = page.people.get(request.psid);
  if (person === undefined) throw new GraphRefusal('no-such-user');
  if (request.kind === 'action') {
    parts.observe({ kind: 'action', customer: request.psid, action: request.action });
    page.actions.add({ psid: request.psid, action: request.action });
    return { recipient_id: request.psid };
  }
  const humanAgent = request.messagingType === 'MESSAGE_TAG' && request.tag === 'HUMAN_AGENT';
  if (!page.windowIsOpen(person, humanAgent)) throw new GraphRefusal('outside-window');
  const file = await receivedFile(parts, request, call);
  const mid = newMid();
  const at = page.now();
  const accepted: AcceptedMessage = {
    mid,
    psid: request.psid,
    at,
    messagingType: request.messagingType,
    ...(request.tag === undefined ? {} : { tag: request.tag }),
    ...(request.text === undefined ? {} : { text: request.text }),
    ...(request.attachment === undefined ? {} : { attachmentType: request.attachment.type }),
    ...(file === undefined ? {} : { file }),
    ...(request.metadata === undefined ? {} : { metadata: request.metadata }),
  };
  page.accepted.add(accepted);
  page.book.add({
    id: mid,
    customer: request.psid,
    direction: 'to-customer',
    at,
    ...(request.text === undefined ? {} : { text: request.text }),
    files: file === undefined ? [] : [file],
    state: 'sent',
    ...(request.metadata === undefined ? {} : { reference: request.metadata }),
  });
  parts.onAccepted(accepted);
  return { recipient_id: request.psid, message_id: mid };
}

/** A file for sending, once or many times. */
function acceptUpload({ page, origin }: GraphApiParts, call: GraphCall): object {
  const { attachment } = (call.fields['message'] ?? {}) as { attachment?: { type?: unknown } };
  const type = attachment?.type;
  if (typeof type !== 'string' || !UPLOADED_TYPES.has(type)) {
    throw new GraphRefusal('invalid-parameter', 'Param message[attachment][type] is required');
  }
  if (call.file === undefined) throw new GraphRefusal('invalid-parameter', 'Param filedata is required');
  if (call.file.bytes.length > MAX_ATTACHMENT_BYTES) {
    throw new GraphRefusal('invalid-parameter', 'Attachment size exceeds allowable limit');
  }
  return { attachment_id: page.upload(type, page.serve(call.file, origin())) };
}

async function receivedFile(
  { page, origin }: GraphApiParts,
  request: Extract<SendRequest, { kind: 'message' }>,
  call: GraphCall,
): Promise<SimulatedFile | undefined> {
  const { attachmentId } = request.attachment ?? {};
  if (attachmentId !== undefined) {
    const known = page.uploads.get(attachmentId);
    if (known === undefined)
      throw new GraphRefusal('invalid-parameter', 'The attachment id is invalid or no longer there');
    return known.file;
  }
  if (request.attachment?.url === undefined) {
    return request.attachment === undefined || call.file === undefined ? undefined : page.serve(call.file, origin());
  }
  const { url } = request.attachment;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const contentType = answer.headers.get('content-type') ?? 'application/octet-stream';
    const name = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? 'file');
    return page.serve({ name, contentType, bytes: new Uint8Array(await answer.arrayBuffer()) }, origin());
  } catch {
    throw new GraphRefusal('invalid-parameter', 'Failed to fetch the file from the url');
  }
}

function showPerson({ page }: GraphApiParts, psid: string, request: IncomingMessage): object {
  const person = page.people.get(psid);
  if (person === undefined)
    throw new GraphRefusal('invalid-parameter', `Unsupported get request. Object with ID '${psid}' does not exist`);
  const { firstName, lastName } = person;
  // Pages are told the two names, Instagram accounts the one that is shown.
  const name = `${firstName} ${lastName}`;
  const told = { first_name: firstName, last_name: lastName, name, username: firstName.toLowerCase(), id: psid };
  const fields = new URL(request.url ?? '/', 'http://graph').searchParams.get('fields')?.split(',') ?? [];
  if (person.picture === undefined || !fields.includes('profile_pic')) return told;
  // Signed for a while: another address each time.
  return { ...told, profile_pic: `${person.picture.url}?hash=${randomUUID()}` };
}

function serveFile({ page }: GraphApiParts, id: string): Answer {
  const file = page.files.get(id);
  if (file === undefined) return { status: 404, body: Buffer.from('URL signature expired') };
  return { status: 200, headers: { 'content-type': file.contentType }, body: Buffer.from(file.bytes) };
}

/** Rows of the table that a test can walk through. */
export const GRAPH_ERROR_NAMES = Object.keys(GRAPH_ERRORS) as readonly GraphErrorName[];
