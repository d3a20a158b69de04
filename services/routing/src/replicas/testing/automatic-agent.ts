import { setTimeout as delay } from 'node:timers/promises';
import type { Conversation, WorkEvent } from '@onethread/rpc';
import type { AgentDevice } from '../../adapters/grpc/testing/agent-device.ts';
import type { Replica } from './replica-set.ts';

const RETRY_MS = 50;

/**
 * An agent who accepts every offer, follows every thread that they hold, and goes on elsewhere whenever the stream breaks:
 * where `replica` says at that moment.
 */
export class AutomaticAgent {
  readonly agentId: string;
  /** Conversations that this agent was told to hold, by id. */
  readonly held = new Map<string, Conversation>();
  /** Threads that were shown anew after a break, though a cursor was given. */
  snapshotsAfterBreaks = 0;
  /** Messages that came twice in the same `rev`, not counting what a snapshot shows anew. */
  repeated = 0;
  /** By customer: texts by item, in the order in which they were first shown. */
  readonly #shown = new Map<string, Map<string, string>>();
  /** Items and their `rev` that came beside snapshots. */
  readonly #taken = new Set<string>();
  readonly #cursors = new Map<string, string>();
  readonly #replica: () => Replica;
  #device: AgentDevice | undefined;
  #stays = true;
  #breaks = 0;

  constructor(agentId: string, replica: () => Replica) {
    this.agentId = agentId;
    this.#replica = replica;
  }

  /** Streams that have ended since the first one. */
  get breaks(): number {
    return this.#breaks;
  }

  /** Resolves when the agent is available; from then on it stays connected until it leaves. */
  async arrive(): Promise<void> {
    await this.#connect();
    void this.#stay();
  }

  /** Comes back no more once the stream breaks. */
  leaveWithStream(): void {
    this.#stays = false;
  }

  texts(customerId: string): readonly string[] {
    return [...(this.#shown.get(customerId)?.values() ?? [])];
  }

  async #stay(): Promise<void> {
    while (this.#stays) {
      await this.#device?.untilEnded();
      this.#breaks += 1;
      // What breaks while it is being opened is opened again.
      if (this.#stays) await this.#connect().catch(() => delay(RETRY_MS));
    }
  }

  async #connect(): Promise<void> {
    const device = await this.#replica().device(this.agentId);
    this.#device = device;
    device.stream.on('data', (event: WorkEvent) => this.#take(device, event));
    // What the welcome tells anew is followed from there.
    const known = [...this.#cursors];
    await device.ask({ hello: { clientId: this.agentId } });
    await device.ask({ setPresence: { presence: 'AVAILABLE' } });
    await Promise.all(known.map(([customerId, cursor]) => device.ask({ follow: { customerId, cursor } })));
  }

  #take(device: AgentDevice, { welcome, conversation, thread, ping, agent }: WorkEvent): void {
    if (ping) device.stream.write({ requestId: '', pong: {} });
    // Who was too slow for two offers is taken to be away.
    if (agent?.agentId === this.agentId && agent.presence === 'AWAY')
      device.stream.write({ requestId: '', setPresence: { presence: 'AVAILABLE' } });
    for (const known of welcome?.conversations ?? []) this.#note(device, known);
    if (conversation) this.#note(device, conversation);
    if (!thread) return;
    if (thread.snapshot && this.#cursors.get(thread.customerId) && this.#breaks > 0) this.snapshotsAfterBreaks += 1;
    this.#cursors.set(thread.customerId, thread.cursor);
    const shown = this.#shown.get(thread.customerId) ?? new Map<string, string>();
    this.#shown.set(thread.customerId, shown);
    for (const { itemId, rev, message } of thread.items) {
      if (!message) continue;
      shown.set(itemId, message.parts[0]?.text?.text ?? '');
      if (thread.snapshot) continue;
      const key = `${itemId} ${rev}`;
      if (this.#taken.has(key)) this.repeated += 1;
      this.#taken.add(key);
    }
  }

  #note(device: AgentDevice, conversation: Conversation): void {
    const { conversationId, reservation, assigneeId, customerId } = conversation;
    if (assigneeId === this.agentId) {
      this.held.set(conversationId, conversation);
      if (this.#cursors.has(customerId)) return;
      this.#cursors.set(customerId, '');
      device.stream.write({ requestId: '', follow: { customerId } });
      return;
    }
    this.held.delete(conversationId);
    if (reservation?.agentId !== this.agentId) return;
    const { reservationId } = reservation;
    device.stream.write({ requestId: '', accept: { conversationId, reservationId } });
  }
}
