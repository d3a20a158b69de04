import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';
import busboy from 'busboy';

/** Of a call's body: the longest that anybody has a reason to send is a form of one field. */
const MAX_BODY = 4 * 1024;

/** What a call asks for: no more copies (a mail program's own button, or the page's), or copies again (the page's alone). */
export type CopyWish = 'none' | 'again';

/** The field and value by which RFC 8058 has programs ask; the page asks in the same words. */
export const ONE_CLICK = { name: 'List-Unsubscribe', value: 'One-Click' } as const;
/** The page's other button. */
export const COPIES_AGAIN = { name: 'Copies', value: 'Again' } as const;

/**
 * The wish of a posted form, urlencoded or multipart (RFC 8058, 3.2: programs may send either). Undefined for anything but
 * exactly one of the two fields, exactly as they are; what is longer than a form of one field is not read to its end.
 */
export async function readCopyWish(request: IncomingMessage): Promise<CopyWish | undefined> {
  const fields = await fieldsOf(request);
  if (fields?.length !== 1) return undefined;
  const [field] = fields;
  if (field === `${ONE_CLICK.name}=${ONE_CLICK.value}`) return 'none';
  return field === `${COPIES_AGAIN.name}=${COPIES_AGAIN.value}` ? 'again' : undefined;
}

/** `name=value` of each; undefined where it is no form. */
async function fieldsOf(request: IncomingMessage): Promise<readonly string[] | undefined> {
  const body = await bodyOf(request);
  if (body === undefined) return undefined;
  const fields: string[] = [];
  try {
    const parser = busboy({
      headers: request.headers,
      limits: { fieldNameSize: 100, fieldSize: 100, fields: 2, files: 1, parts: 3 },
    });
    parser.on('field', (name, value) => fields.push(`${name}=${value}`));
    parser.on('file', (name, stream) => {
      fields.push(`${name} is a file`);
      stream.resume();
    });
    parser.end(body);
    await finished(parser);
    return fields;
  } catch {
    return undefined;
  }
}

/** Undefined where it is too long, or broke off. What is left of the request is left alone, so that it can be answered. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_BODY) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}
