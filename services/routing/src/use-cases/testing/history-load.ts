import { followUpEntryId, outboundMessageSchema } from '@onethread/contracts';
import type { AgentId, ConversationId, Entry, EntryId, IdentityId, IdentityRef } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import { entriesAbove } from '../../stores/read-entries.ts';
import { addNote } from '../add-note.ts';
import { applyRevision } from '../apply-revision.ts';
import type { UseCaseContext } from '../context.ts';
import { decideReply } from '../decide-reply.ts';
import { proposeLink, retractLink } from '../link-identities.ts';
import { receiveStanding } from '../receive-standing.ts';
import { receiveMessage } from '../receive-message.ts';
import { recordReceipt } from '../record-receipt.ts';
import { recordStatus } from '../record-status.ts';
import { resolveConversation } from '../resolve-conversation.ts';
import { sendReply } from '../send-reply.ts';
import { snoozeConversation } from '../snooze-conversation.ts';
import { sweepHistory } from '../sweep-history.ts';
import type { HistoryWorld } from './history-world.ts';
import { customerOf, DAY_MS, identityRef, inbound, standing } from './test-context.ts';
import { redelivered } from './redelivered.ts';

export const MESSAGES_EACH = 4;

/** What the outside was promised, for the checks. */
export interface Promises {
  readonly identities: readonly IdentityRef[];
  /** Acknowledged: entry ids with the fact that was answered. */
  readonly acknowledged: Map<EntryId, Entry>;
  /** Cursors that replies were written against. */
  readonly seen: Map<EntryId, Readonly<Record<string, number>>>;
  /** Provider ids for which a receipt was taken in. */
  readonly receipts: Set<string>;
  /** Outbound records by reply and attempt. */
  readonly relayed: Set<string>;
}

/** Customers, agents, a channel and links, all at once against two instances of routing. */
export class HistoryLoad {
  readonly promises: Promises;
  readonly #world: HistoryWorld;
  readonly #tasks: Promise<void>[] = [];
  readonly #conversations = new Set<ConversationId>();

  constructor(world: HistoryWorld) {
    this.#world = world;
    const identities = Array.from({ length: world.random.between(3, 5) }, (_, n) => identityRef(`person-${n}`));
    this.promises = {
      identities,
      acknowledged: new Map(),
      seen: new Map(),
      receipts: new Set(),
      relayed: new Set(),
    };
    world.onPublished = (records) => {
      for (const { topic, value } of records) if (topic.startsWith('outbound.')) this.#deliver(value);
    };
  }

  /** Starts every actor; resolves when all have done their part. */
  async run(): Promise<void> {
    const { random } = this.#world;
    for (const identity of this.promises.identities) {
      this.#spawn(this.#customer(identity, 0));
      // A rebalance hands the same records to another instance too.
      if (random.chance(0.3)) this.#spawn(this.#customer(identity, 1));
    }
    for (let n = 0; n < 3; n += 1) this.#spawn(this.#agent(n));
    for (let n = random.between(0, 4); n > 0; n -= 1) this.#spawn(this.#links());
    this.#spawn(this.#operator());
    await this.finished();
  }

  /** Resolves when nobody has anything to do any more, those included whom others called up. */
  async finished(): Promise<void> {
    for (let settled = 0; settled < this.#tasks.length;) {
      const batch = this.#tasks.slice(settled);
      await Promise.all(batch);
      settled += batch.length;
    }
  }

  #spawn(task: Promise<void>): void {
    task.catch(() => undefined);
    this.#tasks.push(task);
  }

  async #customer(identity: IdentityRef, n: number): Promise<void> {
    const { random } = this.#world;
    for (let m = 0; m < MESSAGES_EACH; m += 1) {
      const id = `${identity.externalId}-m${m}`;
      // The same in every delivery.
      const automatic = (identity.externalId.charCodeAt(7) + m) % 7 === 0;
      const message = inbound(identity, id, { automatic, occurredAt: this.#world.now });
      const { entry } = await redelivered(this.#world, n, (context) => receiveMessage(context, message));
      this.#acknowledge(entry);
      if (entry.body.kind === 'message') this.#conversations.add(entry.body.conversationId);
      if (random.chance(0.3)) await this.#revise(identity, id, n);
      if (random.chance(0.15)) await this.#optOutOrIn(identity, id, n);
      if (random.chance(0.2)) this.#world.advance(random.between(1, 3) * DAY_MS * 0.4);
      await this.#world.turns(random.between(0, 10));
    }
  }

  #acknowledge(entry: Entry): void {
    const { acknowledged } = this.promises;
    const before = acknowledged.get(entry.entryId);
    if (before !== undefined && (before.n !== entry.n || before.streamId !== entry.streamId)) {
      throw new Error(`the acknowledged fact ${entry.entryId} changed its place`);
    }
    acknowledged.set(entry.entryId, entry);
  }

  async #revise(identity: IdentityRef, id: string, n: number): Promise<void> {
    const { random } = this.#world;
    const change = random.pick([
      { kind: 'edit' as const, parts: [{ kind: 'text' as const, text: `${id} edited ${random.next()}` }] },
      { kind: 'unsend' as const },
      { kind: 'reaction' as const, emoji: '👍', active: random.chance(0.5) },
    ]);
    await redelivered(this.#world, n, (context) =>
      applyRevision(context, {
        version: 1,
        type: 'revision',
        occurredAt: 0,
        entryId: followUpEntryId(id, `revision.${random.next()}`),
        identity,
        providerMessageId: id,
        change,
      }),
    );
  }

  async #optOutOrIn(identity: IdentityRef, id: string, n: number): Promise<void> {
    const { random } = this.#world;
    const blocked = { standing: 'blocked', reason: 'opted-out' } as const;
    const said = random.chance(0.4) ? blocked : ({ standing: 'open', reason: 'opted-in' } as const);
    const told = standing(identity, `${id}.${random.next()}`, said);
    await redelivered(this.#world, n, (context) => receiveStanding(context, told));
  }

  async #agent(n: number): Promise<void> {
    const { random } = this.#world;
    const agentId = `agent-${n}` as AgentId;
    for (let round = 0; round < 3; round += 1) {
      await this.#world.turns(random.between(5, 60));
      const conversationId = [...this.#conversations].at(random.between(0, 9) % Math.max(1, this.#conversations.size));
      if (conversationId === undefined) continue;
      const act = random.next();
      try {
        if (act < 0.55) await this.#reply(agentId, conversationId, `${agentId}-${round}`);
        else if (act < 0.75)
          await this.#call(n, (context) => resolveConversation(context, { agentId, conversationId }));
        else if (act < 0.9) {
          const until = this.#world.now + 1000 + random.between(1, 1000);
          await this.#call(n, (context) => snoozeConversation(context, { agentId, conversationId, until }));
        } else {
          const note = { agentId, agentName: 'Ada', clientMessageId: `note-${agentId}-${round}`, conversationId };
          const entry = await this.#call(n, (context) =>
            addNote(context, { ...note, parts: [{ kind: 'text', text: 'note' }] }),
          );
          this.#acknowledge(entry);
        }
      } catch (error) {
        if (!(error instanceof RoutingError)) throw error;
      }
    }
  }

  /** An agent's client: asks again with the same ids where the answer did not come. */
  #call<T>(n: number, work: (context: UseCaseContext) => Promise<T>): Promise<T> {
    return redelivered(this.#world, n, work);
  }

  async #reply(agentId: AgentId, conversationId: ConversationId, clientMessageId: string): Promise<void> {
    const { random } = this.#world;
    const seen = await this.#call(0, (context) => this.#look(context));
    await this.#world.turns(random.between(0, 40));
    const request = { agentId, agentName: 'Ada', clientMessageId, conversationId, seen };
    const parts = [{ kind: 'text' as const, text: clientMessageId }];
    const result = await this.#call(random.between(0, 1), (context) => sendReply(context, { ...request, parts }));
    this.promises.seen.set(result.itemId, seen);
    this.#acknowledge(result.entry);
    if (result.outcome !== 'held') return;
    const decision = random.pick(['send', 'discard'] as const);
    await this.#call(0, (context) => decideReply(context, { agentId, itemId: result.itemId, decision }));
  }

  async #look({ collections }: UseCaseContext): Promise<Record<string, number>> {
    const seen: Record<string, number> = {};
    for (const identity of this.promises.identities) {
      const streamId = customerOf(identity);
      for await (const { n } of entriesAbove(collections, streamId, 0)) seen[streamId] = n;
    }
    return seen;
  }

  /** The channel behind `outbound.*`: claims each attempt once, then tells what became of it; receipts overtake statuses. */
  #deliver(value: string): void {
    const message = outboundMessageSchema.parse(JSON.parse(value));
    const claim = `${message.entryId}.${message.attempt}`;
    if (this.promises.relayed.has(claim)) return;
    this.promises.relayed.add(claim);
    const { identity, entryId, attempt } = message;
    const { random } = this.#world;
    const providerMessageId = `p-${claim}`;
    const status = (word: 'sending' | 'sent' | 'failed', withId: boolean) =>
      redelivered(this.#world, random.between(0, 1), (context) =>
        recordStatus(context, {
          version: 1,
          type: 'status',
          occurredAt: 0,
          identity,
          entryId,
          status: word,
          attempt,
          ...(withId ? { providerMessageId } : {}),
        }),
      );
    const send = async (): Promise<void> => {
      await this.#world.turns(random.between(0, 40));
      await status('sending', false);
      if (attempt === 1 && random.chance(0.2)) {
        await status('failed', false);
        const agentId = 'agent-0' as AgentId;
        await this.#call(0, (context) =>
          decideReply(context, { agentId, itemId: entryId as EntryId, decision: 'retry' }),
        ).catch((error: unknown) => {
          if (!(error instanceof RoutingError)) throw error;
        });
        return;
      }
      this.#spawn(this.#receipt(identity, providerMessageId));
      await status('sent', true);
    };
    this.#spawn(send());
  }

  async #receipt(identity: IdentityRef, providerMessageId: string): Promise<void> {
    const { random } = this.#world;
    await this.#world.turns(random.between(0, 30));
    const receipt = { version: 1, type: 'receipt', occurredAt: 0, identity, receipt: 'delivered' } as const;
    const n = random.between(0, 1);
    await redelivered(this.#world, n, (context) => recordReceipt(context, { ...receipt, providerMessageId }));
    this.promises.receipts.add(providerMessageId);
    const watermark = { ...receipt, receipt: 'read', watermark: this.#world.now } as const;
    if (random.chance(0.3)) await redelivered(this.#world, n, (context) => recordReceipt(context, watermark));
  }

  async #links(): Promise<void> {
    const { random } = this.#world;
    const { identities } = this.promises;
    const a = random.pick(identities).identityId as IdentityId;
    const b = random.pick(identities).identityId as IdentityId;
    await this.#world.turns(random.between(0, 200));
    if (a === b) return;
    // Nobody repeats this: what a crash leaves is the sweeper's.
    const tried = (n: number, work: (context: UseCaseContext) => Promise<unknown>) => {
      const { context, crashed } = this.#world.instance(n);
      return Promise.race([work(context), crashed]).catch(() => undefined);
    };
    await tried(0, (context) => proposeLink(context, { a, b, evidence: 'agent', proved: random.chance(0.5) }));
    await this.#world.turns(random.between(0, 100));
    if (random.chance(0.5)) await tried(1, (context) => retractLink(context, { a, b }));
  }

  async #operator(): Promise<void> {
    for (let round = 0; round < 2; round += 1) {
      await this.#world.turns(60);
      const { context, crashed } = this.#world.instance(round);
      await Promise.race([sweepHistory(context, {}), crashed]).catch(() => undefined);
    }
  }
}
