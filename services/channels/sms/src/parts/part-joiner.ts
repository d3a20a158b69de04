import { IntakeUnavailableError, type ChannelHost } from '@onethread/channel-kit';
import type { Collection, StoredDocument } from '@onethread/documents';
import { createHash, randomUUID } from 'node:crypto';
import { Sweep } from '../background/sweep.ts';
import type { ArrivedSms } from '../intake/intake.ts';
import { MalformedFormError } from '../intake/malformed-form.ts';
import { joinedText, missingNotice, packed } from './joined-text.ts';

/** Parts that have not met by then are shown as they are: carriers give up after minutes, too. */
const WAIT_MS = 15 * 60_000;
/** A message whose parts are complete and which was not told yet (we died, the log was down) is told again after this. */
const TELL_AGAIN_MS = 10_000;
/** A repeat of a part is known as one for so long; references come round again after that. */
const KNOWN_MS = 60 * 60_000;
const SWEEP_EVERY_MS = 30_000;
const PER_SWEEP = 50;
const MAX_TRIES = 20;
/** Most parts of one message: 8 bits in every header. */
export const MAX_PARTS_OF_MESSAGE = 255;

export interface ArrivedPart {
  readonly provider: string;
  readonly from: string;
  readonly to: string;
  /** What its parts have in common. */
  readonly reference: string;
  readonly total: number;
  /** From 1. */
  readonly part: number;
  readonly text: string;
  readonly providerTime?: number;
}

interface Joined extends StoredDocument {
  /** The message's id for ever, made by its first part. */
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly total: number;
  readonly parts: Readonly<Record<string, string>>;
  readonly providerTime?: number;
  /** When it is told at the latest; absent: it was. */
  readonly dueAt?: number;
  readonly expiresAt: number;
}

/** Puts long messages together again. A part is durable before it is acknowledged, in whatever order they come. */
export class PartJoiner {
  readonly #collection: Collection<Joined>;
  readonly #host: ChannelHost;
  readonly #take: (arrived: ArrivedSms) => Promise<void>;
  readonly #sweep: Sweep;
  readonly #waitMs: number;

  static async open(
    host: ChannelHost,
    take: (arrived: ArrivedSms) => Promise<void>,
    waitMs: number = WAIT_MS,
  ): Promise<PartJoiner> {
    const collection = await host.documents.collection<Joined>({
      name: 'message_parts',
      indexes: { byDueAt: { fields: ['dueAt'] } },
      expiresAtField: 'expiresAt',
    });
    return new PartJoiner(collection, host, take, waitMs);
  }

  private constructor(
    collection: Collection<Joined>,
    host: ChannelHost,
    take: (arrived: ArrivedSms) => Promise<void>,
    waitMs: number,
  ) {
    this.#collection = collection;
    this.#host = host;
    this.#take = take;
    this.#waitMs = waitMs;
    this.#sweep = new Sweep((signal) => this.#tellDue(signal), Math.min(SWEEP_EVERY_MS, waitMs), host.logger);
  }

  start(): void {
    this.#sweep.wake();
  }

  stop(): Promise<void> {
    return this.#sweep.stop();
  }

  /** Durable when it resolves: kept, or, with the last part, told. Throws what makes the provider come again. */
  async add(arrived: ArrivedPart): Promise<void> {
    for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
      const joined = await this.#keep(arrived);
      if (joined === 'changed') continue;
      if (joined.dueAt !== undefined && isComplete(joined)) await this.#tell(joined);
      return;
    }
    throw new IntakeUnavailableError('a part could not be kept');
  }

  async #keep(arrived: ArrivedPart): Promise<Joined | 'changed'> {
    const id = keyOf(arrived);
    const known = await this.#collection.get(id);
    const text = packed(arrived.text);
    if (known === undefined) {
      const first = this.#first(id, arrived, text);
      const { outcome } = await this.#collection.insert(first);
      return outcome === 'inserted' ? { ...first, rev: 1 } : 'changed';
    }
    const before = known.parts[String(arrived.part)];
    if (before === text) return known;
    if (before !== undefined || known.dueAt === undefined) {
      // The reference came round again: another message. The one before it is told as it is.
      if (known.dueAt !== undefined) await this.#tell(known);
      const current = await this.#collection.get(id);
      if (current === undefined) return 'changed';
      const next = { ...this.#first(id, arrived, text), rev: current.rev };
      const replaced = await this.#collection.replace(next);
      return replaced.outcome === 'applied' ? replaced.document : 'changed';
    }
    const parts = { ...known.parts, [String(arrived.part)]: text };
    const dueAt = Object.keys(parts).length === known.total ? this.#host.now() + TELL_AGAIN_MS : known.dueAt;
    const replaced = await this.#collection.replace({ ...known, parts, dueAt });
    return replaced.outcome === 'applied' ? replaced.document : 'changed';
  }

  #first(id: string, arrived: ArrivedPart, text: string): Omit<Joined, 'rev'> {
    const { from, to, total, part, providerTime } = arrived;
    const now = this.#host.now();
    const time = providerTime === undefined ? {} : { providerTime };
    const messageId = `parts-${randomUUID()}`;
    const parts = { [String(part)]: text };
    const dueAt = now + (total === 1 ? TELL_AGAIN_MS : this.#waitMs);
    return { _id: id, messageId, from, to, total, parts, dueAt, expiresAt: now + this.#waitMs + KNOWN_MS, ...time };
  }

  async #tell(joined: Joined): Promise<void> {
    const { from, to, messageId, providerTime } = joined;
    const notice = missingNotice(joined.total, joined.parts);
    try {
      await this.#take({
        from,
        to,
        providerMessageId: messageId,
        text: joinedText(joined.total, joined.parts),
        ...(providerTime === undefined ? {} : { providerTime }),
        ...(notice === undefined ? {} : { notice }),
      });
    } catch (error) {
      if (!(error instanceof MalformedFormError)) throw error;
      // It will never fit; the others must not wait behind it.
      this.#host.refused(error.code);
    }
    const { dueAt: _dueAt, ...told } = joined;
    // Somebody else's change in between tells it once more, under the same id.
    await this.#collection.replace({ ...told, expiresAt: this.#host.now() + KNOWN_MS });
  }

  async #tellDue(signal: AbortSignal): Promise<void> {
    const { documents } = await this.#collection.find({ index: 'byDueAt', to: this.#host.now(), limit: PER_SWEEP });
    for (const joined of documents) {
      if (signal.aborted) return;
      if (!isComplete(joined)) this.#host.refused('parts-missing', { total: joined.total });
      await this.#tell(joined);
    }
    const [next] = (await this.#collection.find({ index: 'byDueAt', limit: 1 })).documents;
    if (next?.dueAt !== undefined) this.#sweep.wake(Math.max(0, next.dueAt - this.#host.now()));
  }
}

function isComplete({ parts, total }: Joined): boolean {
  return Object.keys(parts).length >= total;
}

function keyOf({ provider, from, to, reference, total }: ArrivedPart): string {
  return createHash('sha256')
    .update(JSON.stringify([provider, from, to, reference, total]))
    .digest('hex');
}
