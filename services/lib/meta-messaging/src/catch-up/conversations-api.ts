import { classifyError, type ErrorTable, type GraphClient } from '@onethread/meta-graph';
import { setTimeout as delay } from 'node:timers/promises';
import type { MessagingPlatform } from '../platform.ts';
import {
  CONVERSATION_FIELDS,
  MESSAGE_FIELDS,
  readConversations,
  readMessages,
  type ConversationsPage,
  type MessagesPage,
  type NextPage,
} from './read-conversations.ts';

/** Conversations that one look shows. */
const CONVERSATIONS_PER_LOOK = 25;
/** Messages of one conversation that a further look shows. */
const MESSAGES_PER_LOOK = 100;
const CALL_TIMEOUT_MS = 20_000;
const NO_ROWS: ErrorTable = { byCode: {}, bySubcode: {} };

/** `later`: limits, access or we are not ready for it now; `failed`: Meta was not; `refused`: it will not be shown. */
export type Look<Page> = Page | 'later' | 'failed' | 'refused';

export interface ConversationsApiParts {
  readonly graph: GraphClient;
  readonly platform: MessagingPlatform;
  readonly accountId: string;
  readonly stopping: AbortSignal;
  /** Between two calls. */
  readonly pauseMs: number;
}

/** The Conversations API for one account: one call after another, none while people's replies may need what is left of a limit. */
export class ConversationsApi {
  readonly #parts: ConversationsApiParts;
  #called = false;

  constructor(parts: ConversationsApiParts) {
    this.#parts = parts;
  }

  /** Conversations with the latest word first. */
  async list(next: NextPage = {}): Promise<Look<ConversationsPage>> {
    const { platform, accountId } = this.#parts;
    const query = {
      platform: platform.conversations,
      fields: CONVERSATION_FIELDS,
      limit: String(CONVERSATIONS_PER_LOOK),
      ...next,
    };
    const path = `${platform.node(accountId)}/conversations`;
    return await this.#look(path, query, (answer) => readConversations(answer, accountId));
  }

  /** Messages of one conversation behind those that were shown before. */
  async messages(conversationId: string, next: NextPage): Promise<Look<MessagesPage>> {
    const query = { fields: MESSAGE_FIELDS, limit: String(MESSAGES_PER_LOOK), ...next };
    const { accountId } = this.#parts;
    return await this.#look(`${conversationId}/messages`, query, (answer) => readMessages(answer, accountId));
  }

  async #look<Page>(
    path: string,
    query: Readonly<Record<string, string>>,
    read: (answer: unknown) => Page | undefined,
  ): Promise<Look<Page>> {
    const { graph, accountId, stopping, pauseMs } = this.#parts;
    if (this.#called) await delay(pauseMs, undefined, { signal: stopping }).catch(() => undefined);
    this.#called = true;
    if (stopping.aborted || graph.usage.isBusy(accountId)) return 'later';
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(CALL_TIMEOUT_MS)]);
    const answer = await graph.lookUp(accountId, path, query, signal);
    if (answer.ok) return read(answer.body) ?? 'failed';
    if (answer.status === undefined) return stopping.aborted ? 'later' : 'failed';
    const { outcome } = classifyError(answer.status, {}, answer.body, NO_ROWS);
    return outcome === 'rejected' ? 'refused' : outcome === 'temporary' ? 'failed' : 'later';
  }
}
