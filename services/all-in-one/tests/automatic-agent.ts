import {
  createAgentClient,
  type Agent,
  type Conversation,
  type Item,
  type WorkCommandInput,
  type WorkEvent,
  type WorkStream,
} from '@onethread/rpc';
import type { AutomaticAgentOptions } from './automatic-agent-options.ts';
import { tokenOf } from './companies.ts';
import { textOf } from './item-text.ts';

/** A conversation that it holds, and when something last happened in it. */
interface Held {
  readonly customerId: string;
  activeAt: number;
  /** Replies that the server has not confirmed yet. */
  unconfirmed: number;
}

const RECONNECT_MS = 100;
/** A command that is refused for a moment is said again after this. */
const REPEAT_MS = 250;
const LOOK_EVERY_MS = 250;
/** Whoever was set away, since offers were missed, says after this that it is there. */
const BACK_AFTER_MS = 2000;
const REPLY_PREFIX = 're-';

/**
 * An agent by gRPC alone: accepts what is offered, answers customers' messages, resolves now and then and what has become
 * quiet. After a break it connects again and sends what was not confirmed once more, with the same ids.
 */
export class AutomaticAgent {
  readonly #options: AutomaticAgentOptions;
  readonly #held = new Map<string, Held>();
  readonly #cursors = new Map<string, string>();
  readonly #followed = new Set<string>();
  readonly #answered = new Set<string>();
  /** Replies that were sent and not yet confirmed, by client message id: sent again after a break. */
  readonly #unconfirmed = new Map<string, { readonly command: WorkCommandInput; readonly conversationId: string }>();
  /** Replies that the server confirmed. */
  confirmed = 0;
  /** Conversations that were resolved while it had them. */
  resolved = 0;
  /** Highest load that was ever told of it. */
  mostLoad = 0;
  #client: ReturnType<typeof createAgentClient> | undefined;
  #stream: WorkStream | undefined;
  readonly #timers = new Set<NodeJS.Timeout>();
  #look: NodeJS.Timeout | undefined;
  #stopped = false;
  #isComingBack = false;
  #requests = 0;

  constructor(options: AutomaticAgentOptions) {
    this.#options = options;
  }

  get agentId(): string {
    return this.#options.agentId;
  }
  /** Conversations that it holds now. */
  get holds(): number {
    return this.#held.size;
  }
  get unconfirmed(): number {
    return this.#unconfirmed.size;
  }

  start(): void {
    const { address, agentId, token = tokenOf('agent', agentId) } = this.#options;
    this.#client = createAgentClient({ address, token });
    this.#connect();
    this.#look = setInterval(() => this.#resolveQuiet(), LOOK_EVERY_MS);
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#look);
    for (const timer of this.#timers) clearTimeout(timer);
    this.#stream?.end();
    this.#client?.close();
  }

  /** Says this once, if it is connected: whatever comes of it. */
  command(command: Omit<WorkCommandInput, 'requestId'>): void {
    this.#send(command);
  }

  #connect(): void {
    if (this.#stopped || this.#client === undefined) return;
    const stream = this.#client.work();
    this.#stream = stream;
    this.#followed.clear();
    let over = false;
    const again = (): void => {
      if (over) return;
      over = true;
      this.#later(RECONNECT_MS, () => this.#connect());
    };
    stream.on('data', (event: WorkEvent) => this.#take(event));
    stream.on('error', again);
    stream.on('end', again);
    this.#send({ hello: { clientId: this.#options.agentId, clientVersion: 'test/1' } });
    this.#sayPresence();
    for (const { command } of this.#unconfirmed.values()) stream.write(command);
  }

  #sayPresence(): void {
    this.#send({ setPresence: { presence: this.#options.presence ?? 'AVAILABLE' } });
  }

  /** On a slow machine offers are missed for no fault of an agent's; all of them away, nobody would ever be served. */
  #comeBackFrom(presence: string): void {
    if (presence !== 'AWAY' || this.#options.presence === 'AWAY' || this.#isComingBack) return;
    this.#isComingBack = true;
    this.#later(BACK_AFTER_MS, () => {
      this.#isComingBack = false;
      this.#sayPresence();
    });
  }

  #later(afterMs: number, act: () => void): void {
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, afterMs);
    this.#timers.add(timer);
  }

  #send(command: Omit<WorkCommandInput, 'requestId'>): void {
    this.#stream?.write({ requestId: `q${++this.#requests}`, ...command });
  }

  #take(event: WorkEvent): void {
    switch (event.event) {
      case 'welcome':
        this.#held.clear();
        this.#hear(event.welcome?.me);
        for (const conversation of event.welcome?.conversations ?? []) this.#concerns(conversation);
        return;
      case 'conversation':
        if (event.conversation) this.#concerns(event.conversation);
        return;
      case 'agent':
        if (event.agent?.agentId === this.#options.agentId) this.#hear(event.agent);
        return;
      case 'thread':
        if (!event.thread) return;
        this.#cursors.set(event.thread.customerId, event.thread.cursor);
        this.#read(event.thread.items);
        return;
      case 'result':
        if (event.result) this.#settle(event.result.requestId, event.result.code, event.result.retryable);
        return;
      case 'ping':
        this.#send({ pong: {} });
        return;
      case 'activity':
      case 'channel':
      case undefined:
    }
  }

  /** What the server says of this agent. */
  #hear(me: Pick<Agent, 'load' | 'interruptibleLoad' | 'presence'> | null | undefined): void {
    const { load = 0, interruptibleLoad = 0, presence = '' } = me ?? {};
    this.#comeBackFrom(presence);
    this.mostLoad = Math.max(this.mostLoad, load);
    this.#options.onLoad?.(this.#options.agentId, load, interruptibleLoad);
  }

  #concerns(conversation: Conversation): void {
    const { agentId, random, declines = 0 } = this.#options;
    const { conversationId, reservation, assigneeId, customerId } = conversation;
    if (reservation?.agentId === agentId) {
      const answer = { conversationId, reservationId: reservation.reservationId };
      this.#send(declines > 0 && random.chance(declines) ? { decline: answer } : { accept: answer });
    }
    if (assigneeId !== agentId) {
      if (!this.#held.delete(conversationId)) return;
      if (conversation.state === 'RESOLVED') this.resolved += 1;
      this.#unfollow(customerId);
      return;
    }
    if (!this.#held.has(conversationId))
      this.#held.set(conversationId, { customerId, activeAt: performance.now(), unconfirmed: 0 });
    if (this.#followed.has(customerId)) return;
    this.#followed.add(customerId);
    this.#send({ follow: { customerId, cursor: this.#cursors.get(customerId) ?? '' } });
  }

  #unfollow(customerId: string): void {
    if ([...this.#held.values()].some((other) => other.customerId === customerId)) return;
    this.#followed.delete(customerId);
    // Coming back, the whole page is read again: what was not answered then is answered now.
    this.#cursors.delete(customerId);
    this.#send({ unfollow: { customerId } });
  }

  /** Replies first: what a colleague or an earlier stream answered is not answered again. */
  #read(items: readonly Item[]): void {
    for (const { reply } of items) {
      if (reply?.clientMessageId.startsWith(REPLY_PREFIX) === true)
        this.#answered.add(reply.clientMessageId.slice(REPLY_PREFIX.length));
    }
    for (const item of items) if (item.content === 'message') this.#answer(item);
  }

  #answer(item: Item): void {
    const { agentId, answers, onShown } = this.#options;
    const text = textOf(item);
    onShown?.(text);
    const held = this.#held.get(item.conversationId);
    if (held === undefined) return;
    held.activeAt = performance.now();
    if (this.#answered.has(item.itemId) || !answers(text)) return;
    this.#answered.add(item.itemId);
    const { conversationId } = item;
    const clientMessageId = `${REPLY_PREFIX}${item.itemId}`;
    const parts = [{ text: { text: replyText(text, agentId) } }];
    const command = { requestId: clientMessageId, reply: { clientMessageId, conversationId, parts } };
    this.#unconfirmed.set(clientMessageId, { command, conversationId });
    held.unconfirmed += 1;
    this.#stream?.write(command);
  }

  #settle(requestId: string, code: string, retryable: boolean): void {
    const sent = this.#unconfirmed.get(requestId);
    if (sent === undefined) return;
    const { command, conversationId } = sent;
    if (code === 'ok' || code === 'held') this.confirmed += 1;
    else if (retryable) return this.#later(REPEAT_MS, () => void this.#stream?.write(command));
    // No longer ours (resolved in between): whoever gets it next answers.
    else this.#answered.delete(requestId.slice(REPLY_PREFIX.length));
    this.#unconfirmed.delete(requestId);
    const held = this.#held.get(conversationId);
    if (held === undefined) return;
    held.unconfirmed = Math.max(0, held.unconfirmed - 1);
    const { random, resolves, handsOver } = this.#options;
    if (held.unconfirmed > 0) return;
    if (random.chance(resolves)) this.#send({ resolve: { conversationId } });
    else if (handsOver !== undefined && random.chance(handsOver.chance))
      this.#send({ transfer: { conversationId, ...handsOver.to() } });
  }

  #resolveQuiet(): void {
    const before = performance.now() - this.#options.quietMs;
    for (const [conversationId, held] of this.#held) {
      if (held.activeAt > before || this.#waitsFor(conversationId)) continue;
      held.activeAt = performance.now();
      this.#send({ resolve: { conversationId } });
    }
  }

  #waitsFor(conversationId: string): boolean {
    for (const sent of this.#unconfirmed.values()) if (sent.conversationId === conversationId) return true;
    return false;
  }
}

/** What an automatic agent answers to a text: names the message and itself, so that it is known again wherever it arrives. */
export const replyText = (asked: string, agentId: string): string => `re ${asked.split(':')[0] ?? ''} by ${agentId}`;
