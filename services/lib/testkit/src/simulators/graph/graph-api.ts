import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { waitOut, type FaultPlan } from '../fault-plan.ts';
import type { SimulatedFile } from '../conversation-book.ts';
import type { SimulatorObserver } from '../simulator-event.ts';
import { GRAPH_ERRORS, GraphRefusal, graphErrorBody, type GraphErrorName } from './graph-errors.ts';
import { readGraphCall, type GraphCall } from './graph-call.ts';
import { newMid, type AcceptedMessage, type GraphPage } from './graph-page.ts';
import { readSendRequest, type SendRequest } from './send-request.ts';

/** Most messages that one page of a conversation look-up shows. */
const MAX_LISTED_MESSAGES = 100;
/** How long Meta tries to fetch an attachment that is given by address. */
const FETCH_TIMEOUT_MS = 10_000;

export interface GraphApiParts {
  readonly page: GraphPage;
  readonly pageId: string;
  readonly pageAccessToken: string;
  readonly appSecret: string;
  readonly faults: FaultPlan<GraphErrorName>;
  readonly observe: SimulatorObserver;
  readonly origin: () => string;
  readonly closing: AbortSignal;
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
    return { status: 200, body };
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
  if (request.method === 'GET' && isPage && edge === 'conversations') return listConversations(parts, request);
  if (request.method === 'GET' && edge === undefined) return showPerson(parts, node);
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
    return { recipient_id: request.psid };
  }
  const humanAgent = request.messagingType === 'MESSAGE_TAG' && request.tag === 'HUMAN_AGENT';
  if (!humanAgent && !page.windowIsOpen(person)) throw new GraphRefusal('outside-window');
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

async function receivedFile(
  { page, origin }: GraphApiParts,
  request: Extract<SendRequest, { kind: 'message' }>,
  call: GraphCall,
): Promise<SimulatedFile | undefined> {
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

function listConversations({ page, pageId }: GraphApiParts, request: IncomingMessage): object {
  const psid = new URL(request.url ?? '/', 'http://graph').searchParams.get('user_id') ?? '';
  const messages = page.book.messagesOf(psid).slice(-MAX_LISTED_MESSAGES).toReversed();
  if (messages.length === 0) return { data: [] };
  const data = messages.map((message) => {
    const [from, to] = message.direction === 'from-customer' ? [psid, pageId] : [pageId, psid];
    return {
      id: message.id,
      created_time: new Date(message.at).toISOString().replace(/\.\d+Z$/, '+0000'),
      from: { id: from },
      to: { data: [{ id: to }] },
      message: message.text ?? '',
      ...(message.files.length === 0
        ? {}
        : {
            attachments: {
              data: message.files.map(({ name, size, contentType, url }) => ({
                name,
                size,
                mime_type: contentType,
                file_url: url,
              })),
            },
          }),
    };
  });
  return { data: [{ id: `t_${psid}`, messages: { data } }] };
}

function showPerson({ page }: GraphApiParts, psid: string): object {
  const person = page.people.get(psid);
  if (person === undefined)
    throw new GraphRefusal('invalid-parameter', `Unsupported get request. Object with ID '${psid}' does not exist`);
  return { first_name: person.firstName, last_name: person.lastName, id: psid };
}

function serveFile({ page }: GraphApiParts, id: string): Answer {
  const file = page.files.get(id);
  if (file === undefined) return { status: 404, body: Buffer.from('URL signature expired') };
  return { status: 200, headers: { 'content-type': file.contentType }, body: Buffer.from(file.bytes) };
}

/** Rows of the table that a test can walk through. */
export const GRAPH_ERROR_NAMES = Object.keys(GRAPH_ERRORS) as readonly GraphErrorName[];
