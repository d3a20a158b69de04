import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { GraphBody } from './graph-client.ts';

export interface UploadedFile {
  readonly content: Readable;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
}

/** A form with JSON fields and one file under `fileField`, streamed with a known length. */
export function multipart(
  fields: Readonly<Record<string, unknown>>,
  file: UploadedFile,
  fileField = 'filedata',
): GraphBody {
  const boundary = `onethread-${randomUUID()}`;
  const head: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    head.push(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`);
  }
  head.push(
    `--${boundary}\r\ncontent-disposition: form-data; name="${fileField}"; filename="${quoted(file.name)}"\r\n` +
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
