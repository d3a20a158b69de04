import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { CallBody } from '../bot-api.ts';

export interface FormFile {
  /** Of the form: photo, document. */
  readonly field: string;
  readonly content: Readable;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
}

/** A form with texts and one file, streamed with a known length. */
export function multipart(texts: Readonly<Record<string, string>>, file: FormFile): CallBody {
  const boundary = `onethread-${randomUUID()}`;
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(file.contentType) ? file.contentType : 'application/octet-stream';
  const fields = Object.entries(texts).map(
    ([name, text]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
  );
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${file.field}"; filename="${quoted(file.name)}"\r\n`;
  const before = Buffer.from(`${fields.join('')}${head}content-type: ${type}\r\n\r\n`);
  const after = Buffer.from(`\r\n--${boundary}--\r\n`);
  async function* whole() {
    yield before;
    yield* file.content as AsyncIterable<Buffer>;
    yield after;
  }
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    form: { content: Readable.from(whole(), { objectMode: false }), size: before.length + file.size + after.length },
  };
}

/** As browsers write file names in forms. */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll(/[\r\n]/g, ' ');
}
