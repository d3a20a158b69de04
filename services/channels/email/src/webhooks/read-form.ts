import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import { LIMITS } from '../limits.ts';
import type { BudgetShare } from './byte-budget.ts';
import { WebhookRefusedError } from './webhook-refusal.ts';

/** Of a field that is posted as a file. */
interface FieldLabel {
  readonly fileName: string | undefined;
  readonly type: string | undefined;
}

export interface FormField extends FieldLabel {
  /** As they were sent, up to `LIMITS.mailBytes` and one more. */
  readonly bytes: Buffer;
  /** It was longer. */
  readonly isCut: boolean;
}

/** The fields that were asked for. */
export class PostedForm {
  readonly #fields: ReadonlyMap<string, readonly FormField[]>;

  constructor(fields: ReadonlyMap<string, readonly FormField[]>) {
    this.#fields = fields;
  }

  /** In no order that means anything. */
  get names(): readonly string[] {
    return [...this.#fields.keys()];
  }

  get isCut(): boolean {
    return [...this.#fields.values()].flat().some(({ isCut }) => isCut);
  }

  /** Throws `WebhookRefusedError` where there is more than one: nobody could tell whose word it is. */
  get(name: string): FormField | undefined {
    const [field, ...others] = this.all(name);
    if (others.length > 0) throw new WebhookRefusedError('malformed', `There is more than one ${name}.`);
    return field;
  }

  all(name: string): readonly FormField[] {
    return this.#fields.get(name) ?? [];
  }

  /** As UTF-8. */
  text(name: string): string | undefined {
    return this.get(name)?.bytes.toString('utf8');
  }
}

/**
 * The wanted fields of a posted form (multipart or urlencoded), their bytes untouched. Throws `WebhookRefusedError`
 * (`malformed`, `too-large`), or what the budget throws; the rest of the request is then not read.
 */
export async function readForm(
  request: IncomingMessage,
  isWanted: (name: string) => boolean,
  share: BudgetShare,
): Promise<PostedForm> {
  const fields = new Map<string, FormField[]>();
  const note = (name: string, field: FormField) => {
    if (isWanted(name)) fields.set(name, [...(fields.get(name) ?? []), field]);
  };
  const parser = parserOf(request);
  const files: Promise<void>[] = [];
  let fault: Error | undefined;
  parser.on('field', (name, value, { valueTruncated: isCut }) =>
    note(name, { bytes: bytesOf(value), isCut, fileName: undefined, type: undefined }),
  );
  parser.on('file', (name, stream, { filename, mimeType: type }) => {
    // A form that ends too soon breaks its file too; the parser's own error is the one that is told.
    stream.on('error', () => {});
    if (!isWanted(name)) stream.resume();
    else {
      const label = { fileName: filename, type };
      files.push(collect(stream, label).then((field) => note(name, field), noteNothing));
    }
  });
  for (const event of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const) {
    parser.on(event, () => (fault ??= new WebhookRefusedError('malformed', 'The form has too many parts.')));
  }
  try {
    await pipeline(request, counted(share), parser);
    await Promise.all(files);
  } catch (error) {
    if (error instanceof WebhookRefusedError || (error as { retryable?: unknown }).retryable === true) throw error;
    throw new WebhookRefusedError('malformed', 'The form cannot be read.');
  }
  if (fault !== undefined) throw fault;
  return new PostedForm(fields);
}

/** A whole body under the same bounds. */
export async function readBody(request: IncomingMessage, share: BudgetShare): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of counted(share)(request)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function parserOf(request: IncomingMessage): busboy.Busboy {
  try {
    return busboy({
      // Without a charset of its own: one byte is one character: what comes out can be turned into the bytes that came in.
      headers: { 'content-type': request.headers['content-type']?.replace(/;\s*charset=[^;]*/i, '') ?? '' },
      defCharset: 'latin1',
      defParamCharset: 'utf8',
      limits: {
        fieldNameSize: 200,
        fieldSize: LIMITS.mailBytes + 1,
        fileSize: LIMITS.mailBytes + 1,
        fields: LIMITS.formFields,
        files: LIMITS.formFields,
        parts: 2 * LIMITS.formFields,
      },
    });
  } catch {
    throw new WebhookRefusedError('malformed', 'This is not a form.');
  }
}

function noteNothing(): void {}

/** Passes a request on for as long as it is within the bounds. */
function counted(share: BudgetShare) {
  return async function* (request: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of request) {
      if (share.bytes + chunk.length > LIMITS.webhookBytes) {
        throw new WebhookRefusedError('too-large', 'The request is too large.');
      }
      share.take(chunk.length);
      yield chunk;
    }
  };
}

/** Only a part that names a charset of its own has characters that are no bytes. */
function bytesOf(value: string): Buffer {
  return Buffer.from(value, /[^\0-\xff]/.test(value) ? 'utf8' : 'latin1');
}

async function collect(stream: Readable & { truncated?: boolean }, label: FieldLabel): Promise<FormField> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return { bytes: Buffer.concat(chunks), isCut: stream.truncated === true, ...label };
}
