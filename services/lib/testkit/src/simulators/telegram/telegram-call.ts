import type { IncomingMessage } from 'node:http';
import type { FileContent } from '../served-files.ts';
import { TelegramRefusal } from './telegram-errors.ts';

/** What a bot may upload, and a little for the form around it. */
const MAX_BODY_BYTES = 51 * 1024 * 1024;

/** Parameters of a call, whatever form they came in. */
export interface TelegramCall {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, FileContent>>;
}

/** Throws `TelegramRefusal` for a body that is too large. */
export async function readCall(request: IncomingMessage): Promise<TelegramCall> {
  const body = await readBody(request);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) {
    const text = body.toString('utf8');
    return { parameters: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>), files: {} };
  }
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const parameters: Record<string, unknown> = {};
  const files: Record<string, FileContent> = {};
  for (const [name, value] of form) {
    if (typeof value === 'string') parameters[name] = value;
    else files[name] = { name: value.name, contentType: value.type, bytes: new Uint8Array(await value.arrayBuffer()) };
  }
  return { parameters, files };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new TelegramRefusal('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
