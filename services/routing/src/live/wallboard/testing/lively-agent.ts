import type { Conversation, WorkCommandInput } from '@onethread/rpc';
import type { Seeded } from '@onethread/testkit';
import type { AgentDevice } from '../../../adapters/grpc/testing/agent-device.ts';

/** An agent who answers offers, most of them with yes, and does something now and then with what they have. */
export class LivelyAgent {
  readonly agentId: string;
  readonly #device: AgentDevice;
  readonly #random: Seeded;
  readonly #known = new Map<string, Conversation>();
  readonly #answering = new Set<Promise<unknown>>();

  constructor(agentId: string, device: AgentDevice, random: Seeded) {
    this.agentId = agentId;
    this.#device = device;
    this.#random = random;
    device.stream.on('data', ({ welcome, conversation, ping }) => {
      for (const one of welcome?.conversations ?? []) this.#note(one);
      if (conversation) this.#note(conversation);
      if (ping) device.stream.write({ requestId: '', pong: {} });
    });
  }

  async arrive(): Promise<void> {
    await this.#device.ask({ hello: { clientId: this.agentId } });
    await this.#device.ask({ setPresence: { presence: 'AVAILABLE' } });
  }

  /** One of the things that agents do; what is refused did not happen. */
  async act(queueIds: readonly string[]): Promise<void> {
    const own = [...this.#known.values()].filter(({ assigneeId }) => assigneeId === this.agentId);
    const waiting = [...this.#known.values()].filter(
      ({ waitingSinceMs, reservation }) => waitingSinceMs > 0 && !reservation,
    );
    if (this.#random.chance(0.1)) {
      const presence = this.#random.pick(['AVAILABLE', 'AVAILABLE', 'AWAY', 'BUSY'] as const);
      await this.#device.ask({ setPresence: { presence } });
    } else if (own.length > 0 && this.#random.chance(0.8)) {
      const { conversationId } = this.#random.pick(own);
      await this.#device.ask(this.#something(conversationId, queueIds));
    } else if (waiting.length > 0) {
      const { conversationId } = this.#random.pick(waiting);
      await this.#device.ask({ take: { conversationId } });
    }
  }

  /** Answers are through. */
  async settle(): Promise<void> {
    while (this.#answering.size > 0) await Promise.allSettled(this.#answering);
  }

  #something(conversationId: string, queueIds: readonly string[]): Omit<WorkCommandInput, 'requestId'> {
    const what = this.#random.pick(['resolve', 'resolve', 'snooze', 'returnToQueue', 'transfer', 'reply'] as const);
    if (what === 'snooze') return { snooze: { conversationId, untilMs: Date.now() + 3_600_000 } };
    const clientMessageId = `${this.agentId}-${this.#random.between(1, 1e9)}`;
    if (what === 'transfer')
      return { transfer: { conversationId, queueId: this.#random.pick(queueIds), clientMessageId } };
    if (what === 'reply') return { reply: { conversationId, clientMessageId, parts: [{ text: { text: 'good' } }] } };
    return { [what]: { conversationId } };
  }

  #note(conversation: Conversation): void {
    const { conversationId, rev, reservation } = conversation;
    if ((this.#known.get(conversationId)?.rev ?? 0) > rev) return;
    this.#known.set(conversationId, conversation);
    if (reservation?.agentId !== this.agentId) return;
    const offer = { conversationId, reservationId: reservation.reservationId };
    const answer = this.#device.ask(this.#random.chance(0.85) ? { accept: offer } : { decline: offer });
    this.#answering.add(answer);
    void answer.catch(() => undefined).finally(() => this.#answering.delete(answer));
  }
}
