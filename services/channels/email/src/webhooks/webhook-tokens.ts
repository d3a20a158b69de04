import { createHash } from 'node:crypto';
import { IntakeUnavailableError } from '@onethread/channel-kit';
import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';
import type { Logger } from '@onethread/runtime';

interface UsedToken extends StoredDocument {
  /** Epoch ms: later the timestamp beside it is too old. */
  readonly expiresAt: number;
}

/** Tokens with which a mail became durable: none counts twice, on any replica. */
export class WebhookTokens {
  readonly #used: Collection<UsedToken>;
  readonly #logger: Logger;
  readonly #inWork = new Set<string>();

  private constructor(used: Collection<UsedToken>, logger: Logger) {
    this.#used = used;
    this.#logger = logger;
  }

  static async open(documents: DocumentStore, logger: Logger): Promise<WebhookTokens> {
    const used = await documents.collection<UsedToken>({ name: 'webhook_tokens', expiresAtField: 'expiresAt' });
    return new WebhookTokens(used, logger);
  }

  /** False: a call of this process has it in work. */
  begin(token: string): boolean {
    if (this.#inWork.has(token)) return false;
    this.#inWork.add(token);
    return true;
  }

  end(token: string): void {
    this.#inWork.delete(token);
  }

  /** Throws `IntakeUnavailableError`. */
  async isUsed(token: string): Promise<boolean> {
    try {
      return (await this.#used.get(idOf(token))) !== undefined;
    } catch (error) {
      throw new IntakeUnavailableError('the channel’s store failed', { cause: error });
    }
  }

  /** The mail is on the log already: what fails here must not make its sender believe otherwise. */
  async use(token: string, expiresAt: number): Promise<void> {
    try {
      await this.#used.insert({ _id: idOf(token), expiresAt });
    } catch (error) {
      this.#logger.warn({ err: error }, 'a used token could not be noted');
    }
  }
}

function idOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
