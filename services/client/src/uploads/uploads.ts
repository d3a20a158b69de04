import type { RestClient } from '../connection/rest-client.ts';
import { RestError } from '../connection/rest-error.ts';
import { MAX_ATTACHMENTS, MAX_UPLOAD_BYTES, type Credentials } from '../protocol.ts';
import type { OutgoingFile } from '../thread/outbox.ts';

/** A file in the composer, from the choice to the sending of its message. */
export interface Attachment {
  readonly key: number;
  readonly file: File;
  readonly state: 'uploading' | 'ready' | 'failed';
  /** 0 to 1. */
  readonly progress: number;
  readonly done?: OutgoingFile;
  readonly problem?: UploadProblem;
}

/** Why a file cannot come along: `too-large` and `too-many` need another choice, `refused` carries the server's words. */
export type UploadProblem =
  { readonly kind: 'too-large' | 'too-many' | 'unreachable' } | { readonly kind: 'refused'; readonly message: string };

export interface UploadsParts {
  readonly rest: RestClient;
  readonly credentials: () => Promise<Credentials>;
  readonly changed: (attachments: readonly Attachment[]) => void;
}

/** Files are uploaded while the message is still being written; the message then refers to them. */
export class Uploads {
  readonly #parts: UploadsParts;
  readonly #aborts = new Map<number, AbortController>();
  #attachments: readonly Attachment[] = [];
  #nextKey = 1;

  constructor(parts: UploadsParts) {
    this.#parts = parts;
  }

  get attachments(): readonly Attachment[] {
    return this.#attachments;
  }

  /** Returns the problem of the first file that was not taken. */
  add(files: readonly File[]): UploadProblem | undefined {
    let problem: UploadProblem | undefined;
    for (const file of files) {
      if (this.#attachments.length >= MAX_ATTACHMENTS) problem ??= { kind: 'too-many' };
      else if (file.size > MAX_UPLOAD_BYTES) problem ??= { kind: 'too-large' };
      else {
        const attachment: Attachment = { key: this.#nextKey++, file, state: 'uploading', progress: 0 };
        this.#set([...this.#attachments, attachment]);
        void this.#upload(attachment);
      }
    }
    return problem;
  }

  retry(key: number): void {
    const attachment = this.#attachments.find((known) => known.key === key);
    if (attachment?.state !== 'failed') return;
    this.#update(key, { state: 'uploading', progress: 0 });
    void this.#upload(attachment);
  }

  remove(key: number): void {
    this.#aborts.get(key)?.abort();
    this.#set(this.#attachments.filter((known) => known.key !== key));
  }

  /** Empties the list without touching what was uploaded: its message has it now. */
  clear(): void {
    for (const abort of this.#aborts.values()) abort.abort();
    this.#set([]);
  }

  async #upload({ key, file }: Attachment): Promise<void> {
    const abort = new AbortController();
    this.#aborts.set(key, abort);
    const { rest, credentials } = this.#parts;
    try {
      const proof = await credentials();
      const { id, url } = await rest.createUpload(proof, file);
      const progress = (done: number): void => this.#update(key, { progress: done });
      const part = await rest.fillUpload(proof, url, file, progress, abort.signal);
      this.#update(key, { state: 'ready', progress: 1, done: { uploadId: id, part } });
    } catch (error) {
      this.#update(key, { state: 'failed', problem: problemOf(error) });
    } finally {
      this.#aborts.delete(key);
    }
  }

  #update(key: number, change: Partial<Attachment>): void {
    if (this.#attachments.some((known) => known.key === key))
      this.#set(this.#attachments.map((known) => (known.key === key ? { ...known, ...change } : known)));
  }

  #set(attachments: readonly Attachment[]): void {
    this.#attachments = attachments;
    this.#parts.changed(attachments);
  }
}

function problemOf(error: unknown): UploadProblem {
  const refused = error instanceof RestError && error.status >= 400 && error.status < 500 && error.status !== 429;
  return refused && error.message !== '' ? { kind: 'refused', message: error.message } : { kind: 'unreachable' };
}
