import type { IncomingMessage } from 'node:http';
import { GraphRefusal } from './graph-errors.ts';

/** Largest request body: a file of 25 MB and the form around it. */
export const MAX_GRAPH_BODY_BYTES = 32 * 1024 * 1024;

/** A request to the Send API, whatever form it came in: JSON, a form with JSON in its fields, or multipart with a file. */
export interface GraphCall {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly file?: { readonly name: string; readonly contentType: string; readonly bytes: Uint8Array };
  readonly accessToken?: string;
  readonly appSecretProof?: string;
}

export async function readGraphCall(request: IncomingMessage): Promise<GraphCall> {
  const url = new URL(request.url ?? '/', 'http://graph');
  const body = request.method === 'GET' ? undefined : await readBody(request);
  const type = request.headers['content-type'] ?? '';
  const { fields, file } =
    body === undefined ? { fields: {} as Record<string, unknown> } : await readFields(body, type);
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const accessToken = url.searchParams.get('access_token') ?? bearer ?? text(fields['access_token']);
  const appSecretProof = url.searchParams.get('appsecret_proof') ?? text(fields['appsecret_proof']);
  return {
    fields,
    ...(file === undefined ? {} : { file }),
    ...(accessToken === undefined ? {} : { accessToken }),
    ...(appSecretProof === undefined ? {} : { appSecretProof }),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_GRAPH_BODY_BYTES) throw new GraphRefusal('invalid-parameter', 'The request body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function readFields(
  body: Buffer<ArrayBuffer>,
  type: string,
): Promise<{ fields: Record<string, unknown>; file?: NonNullable<GraphCall['file']> }> {
  if (body.length === 0) return { fields: {} };
  if (type.startsWith('application/json')) {
    const fields: unknown = parse(body.toString('utf8'));
    if (typeof fields !== 'object' || fields === null) throw new GraphRefusal('invalid-parameter', 'Invalid JSON');
    return { fields: fields as Record<string, unknown> };
  }
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => {
    throw new GraphRefusal('invalid-parameter', 'The request body cannot be read');
  });
  const fields: Record<string, unknown> = {};
  let file: GraphCall['file'];
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = /^[[{]/.test(value) ? parse(value) : value;
    else file = { name: value.name, contentType: value.type, bytes: new Uint8Array(await value.arrayBuffer()) };
  }
  return { fields, ...(file === undefined ? {} : { file }) };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new GraphRefusal('invalid-parameter', 'Invalid JSON');
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
