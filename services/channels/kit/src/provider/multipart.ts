import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ProviderRequest } from './call-provider.ts';

/** A form on its way: its type, and what `callProvider` sends. */
export interface FormBody {
  readonly contentType: string;
  readonly body: Exclude<NonNullable<ProviderRequest['body']>, string>;
}

export interface FormFile {
  /** Its name in the form: photo, filedata. */
  readonly field: string;
  readonly content: Readable;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
}

/** A form with texts, or JSON, and one file, streamed with a known length. */
export function multipart(fields: Readonly<Record<string, unknown>>, file: FormFile): FormBody {
  const boundary = `onethread-${randomUUID()}`;
  const head: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    head.push(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`);
  }
  head.push(
    `--${boundary}\r\ncontent-disposition: form-data; name="${file.field}"; filename="${quoted(file.name)}"\r\n` +
      `content-type: ${/^[\w.+-]+\/[\w.+-]+$/.test(file.contentType) ? file.contentType : 'application/octet-stream'}\r\n\r\n`,
  );
  const before = Buffer.from(head.join(''));
  const after = Buffer.from(`\r\n--${boundary}--\r\n`);
  async function* whole() {
    yield before;
    yield* file.content as AsyncIterable<Buffer>;
    yield after;
  }
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: { content: Readable.from(whole(), { objectMode: false }), size: before.length + file.size + after.length },
  };
}

/** As browsers write file names in forms. */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll(/[\r\n]/g, ' ');
}
