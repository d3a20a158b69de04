import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { waitOut, type FaultPlan } from '../fault-plan.ts';
import { readGraphCall, type GraphCall } from '../graph/graph-call.ts';
import type { SimulatorObserver } from '../simulator-event.ts';
import { acceptMessage } from './accept-message.ts';
import { whatsappErrorBody, WhatsappRefusal, type WhatsappErrorName } from './whatsapp-errors.ts';
import type { AcceptedWhatsapp, WhatsappNumber } from './whatsapp-number.ts';

export interface WhatsappApiParts {
  readonly number: WhatsappNumber;
  readonly phoneNumberId: string;
  readonly accessToken: string;
  readonly appSecret: string;
  readonly faults: FaultPlan<WhatsappErrorName>;
  readonly observe: SimulatorObserver;
  readonly origin: () => string;
  readonly closing: AbortSignal;
  /** After the answer is decided, before it is written: statuses may beat it. */
  readonly onAccepted: (message: AcceptedWhatsapp) => void;
}

interface Answer {
  readonly status: number;
  readonly contentType?: string;
  readonly body: object | Buffer;
}

/** Answers one request as graph.facebook.com and lookaside.fbsbx.com would. */
export async function answerWhatsappCall(
  parts: WhatsappApiParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://graph').pathname;
  const answer = await decide(parts, request, path);
  const status = typeof answer === 'string' ? 'dropped' : answer.status;
  parts.observe({ kind: 'call', method: request.method ?? '', path, status });
  if (answer === 'drop') {
    request.socket.destroy();
  } else if (answer !== 'hang') {
    const isFile = Buffer.isBuffer(answer.body);
    const type = answer.contentType ?? 'application/json; charset=UTF-8';
    response.writeHead(answer.status, { 'content-type': type });
    response.end(isFile ? answer.body : JSON.stringify(answer.body));
  }
}

async function decide(
  parts: WhatsappApiParts,
  request: IncomingMessage,
  path: string,
): Promise<Answer | 'drop' | 'hang'> {
  try {
    // The person's own phone looks at what it has.
    const onPhone = /^\/cdn\/([^/]+)$/.exec(path)?.[1];
    if (onPhone !== undefined) return fileOf(parts.number, onPhone);
    const call = await readGraphCall(request);
    const served = /^\/media-host\/([^/]+)$/.exec(path)?.[1];
    if (served !== undefined) return serveMedia(parts, call, served);
    const fault = parts.faults.take();
    if (fault?.kind === 'drop-request') return 'drop';
    if (fault?.kind === 'error') throw new WhatsappRefusal(fault.row);
    checkToken(parts, call);
    const body = route(parts, request, path, call);
    if (fault?.kind === 'slow') await waitOut(fault.delayMs, parts.closing);
    if (fault?.kind === 'drop-answer') return 'drop';
    if (fault?.kind === 'hang') return 'hang';
    return { status: 200, body };
  } catch (error) {
    if (!(error instanceof WhatsappRefusal)) throw error;
    return { status: error.row.status, body: whatsappErrorBody(error.row) };
  }
}

function route(parts: WhatsappApiParts, request: IncomingMessage, path: string, call: GraphCall): object {
  const [, version, node = '', edge] = path.split('/');
  if (!/^v\d+\.\d+$/.test(version ?? '')) throw new WhatsappRefusal('invalid-parameter', 'Unknown path components');
  const isNumber = node === parts.phoneNumberId;
  if (request.method === 'POST' && isNumber && edge === 'messages') return takeCall(parts, call);
  if (request.method === 'POST' && isNumber && edge === 'media') return takeMedia(parts, call);
  if (request.method === 'GET' && edge === undefined) return showMedia(parts, decodeURIComponent(node));
  throw new WhatsappRefusal('invalid-parameter', 'Unsupported request');
}

function checkToken({ accessToken, appSecret }: WhatsappApiParts, call: GraphCall): void {
  if (call.accessToken !== accessToken) throw new WhatsappRefusal('token-invalid');
  if (call.appSecretProof === undefined) return;
  const proof = createHmac('sha256', appSecret).update(accessToken).digest('hex');
  if (call.appSecretProof !== proof) throw new WhatsappRefusal('invalid-parameter', 'Invalid appsecret_proof');
}

/** A message, or that one was read. */
function takeCall(parts: WhatsappApiParts, { fields }: GraphCall): object {
  if (fields['messaging_product'] !== 'whatsapp') throw new WhatsappRefusal('invalid-parameter', 'messaging_product');
  if (fields['status'] === 'read') {
    const { message_id: messageId, typing_indicator: typing } = fields;
    if (typeof messageId !== 'string' || !messageId.startsWith('wamid.')) {
      throw new WhatsappRefusal('invalid-parameter', 'message_id');
    }
    parts.number.shown.add({ messageId, typing: typing !== undefined });
    parts.observe({ kind: 'action', customer: messageId, action: typing === undefined ? 'mark_seen' : 'typing_on' });
    return { success: true };
  }
  const accepted = acceptMessage(parts.number, fields);
  parts.onAccepted(accepted);
  return {
    messaging_product: 'whatsapp',
    contacts: [{ input: accepted.to, wa_id: accepted.to }],
    messages: [{ id: accepted.wamid, message_status: 'accepted' }],
  };
}

function takeMedia({ number }: WhatsappApiParts, { fields, file }: GraphCall): object {
  if (fields['messaging_product'] !== 'whatsapp' || typeof fields['type'] !== 'string' || file === undefined) {
    throw new WhatsappRefusal('invalid-parameter', 'messaging_product, type and file are required');
  }
  const { id } = number.keep({ ...file, contentType: fields['type'] });
  number.uploaded.add(id);
  return { id };
}

function showMedia({ number, origin }: WhatsappApiParts, id: string): object {
  const file = number.media.get(id);
  if (file === undefined) throw new WhatsappRefusal('invalid-parameter', `Object with ID '${id}' does not exist`);
  return {
    messaging_product: 'whatsapp',
    url: `${origin()}/media-host/${id}`,
    mime_type: file.contentType,
    file_size: String(file.bytes.length),
    id,
  };
}

/** The media host wants the token as well. */
function serveMedia({ number, accessToken }: WhatsappApiParts, call: GraphCall, id: string): Answer {
  if (call.accessToken !== accessToken) return { status: 401, body: Buffer.from('') };
  return fileOf(number, id);
}

function fileOf(number: WhatsappNumber, id: string): Answer {
  const file = number.media.get(id);
  if (file === undefined) return { status: 404, body: Buffer.from('') };
  return { status: 200, contentType: file.contentType, body: Buffer.from(file.bytes) };
}
