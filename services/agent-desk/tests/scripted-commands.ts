import type { ProtoPartInput, WorkCommand } from '@onethread/rpc';
import type { OpenStream, ScriptedRouting } from './scripted-routing.ts';

/** What agents' commands do to a scripted routing: as routing would, without its rules. */
export class ScriptedCommands {
  readonly #routing: ScriptedRouting;
  readonly #replies = new Map<string, string>();

  constructor(routing: ScriptedRouting) {
    this.#routing = routing;
  }

  /** What stands afterwards; the id of the item that it wrote, or ''. */
  carryOut(stream: OpenStream, command: WorkCommand): string {
    const { agentId } = stream;
    if (command.setPresence) this.#routing.changeAgent(agentId, { presence: command.setPresence.presence });
    if (command.accept) this.#assign(command.accept.conversationId, agentId);
    if (command.take) this.#assign(command.take.conversationId, agentId);
    if (command.decline) this.#routing.change(command.decline.conversationId, { reservation: null });
    if (command.returnToQueue)
      this.#routing.change(command.returnToQueue.conversationId, { assigneeId: '', waitingSinceMs: Date.now() });
    if (command.follow) this.#follow(stream, command.follow);
    if (command.unfollow) stream.follows.delete(command.unfollow.customerId);
    if (command.read) this.#read(command.read);
    if (command.resolve) this.#move(command.resolve.conversationId, agentId, 'RESOLVED', 'resolved');
    if (command.reopen) this.#move(command.reopen.conversationId, agentId, 'OPEN', 'reopened');
    if (command.snooze) {
      this.#move(command.snooze.conversationId, agentId, 'SNOOZED', 'snoozed', command.snooze.untilMs);
    }
    if (command.takeOver) this.#assign(command.takeOver.conversationId, agentId);
    if (command.assign) this.#assign(command.assign.conversationId, command.assign.agentId);
    if (command.transfer) this.#transfer(agentId, command.transfer);
    if (command.reply) return this.#reply(agentId, command.reply);
    if (command.note) {
      const { conversationId, clientMessageId, parts } = command.note;
      const note = { parts: parts as ProtoPartInput[], agentId, agentName: this.#nameOf(agentId) };
      this.#routing.put(conversationId, { itemId: `note-${clientMessageId}`, note });
      return `note-${clientMessageId}`;
    }
    if (command.decideReply) this.#decide(command.decideReply);
    return '';
  }

  #assign(conversationId: string, agentId: string): void {
    this.#routing.put(conversationId, { event: { kind: 'assigned', agentId, agentName: this.#nameOf(agentId) } });
    this.#routing.change(conversationId, { assigneeId: agentId, reservation: null, waitingSinceMs: 0, state: 'OPEN' });
  }

  #transfer(byAgentId: string, transfer: NonNullable<WorkCommand['transfer']>): void {
    const { conversationId, note, clientMessageId } = transfer;
    if (note !== '') {
      const by = { agentId: byAgentId, agentName: this.#nameOf(byAgentId) };
      this.#routing.put(conversationId, {
        itemId: `note-${clientMessageId}`,
        note: { parts: [{ text: { text: note } }], ...by },
      });
    }
    if (transfer.agentId !== undefined) {
      this.#assign(conversationId, transfer.agentId);
      return;
    }
    const queueId = transfer.queueId ?? '';
    this.#routing.put(conversationId, { event: { kind: 'queued', queueId } });
    this.#routing.change(conversationId, { queueId, assigneeId: '', waitingSinceMs: Date.now() });
  }

  #follow(stream: OpenStream, { customerId, cursor }: { customerId: string; cursor: string }): void {
    stream.follows.add(customerId);
    const thread = this.#routing.threads.get(customerId);
    if (thread !== undefined) stream.call.write({ thread: thread.since(cursor) });
  }

  #read({ customerId, upToUs }: { customerId: string; upToUs: number }): void {
    const thread = this.#routing.threads.get(customerId);
    if (thread === undefined || thread.readUpToUs >= upToUs) return;
    thread.readUpToUs = upToUs;
    for (const [id, one] of this.#routing.conversations)
      if (one.customerId === customerId) this.#routing.change(id, { unread: 0 });
  }

  #move(id: string, agentId: string, state: 'OPEN' | 'SNOOZED' | 'RESOLVED', kind: string, untilMs = 0): void {
    this.#routing.put(id, { event: { kind, agentId, agentName: this.#nameOf(agentId), untilMs } });
    this.#routing.change(id, { state, snoozedUntilMs: untilMs });
  }

  #reply(agentId: string, reply: NonNullable<WorkCommand['reply']>): string {
    const { clientMessageId, conversationId, parts } = reply;
    const key = `${agentId}/${clientMessageId}`;
    const known = this.#replies.get(key);
    if (known !== undefined) return known;
    const itemId = `reply-${this.#replies.size + 1}`;
    this.#replies.set(key, itemId);
    const identityId =
      reply.identityId === ''
        ? (this.#routing.conversation(conversationId).lastIdentity?.identityId ?? '')
        : reply.identityId;
    const thread = this.#routing.threads.get(this.#routing.conversation(conversationId).customerId ?? '');
    const channel = thread?.identities.find((one) => one.identityId === identityId)?.channel ?? '';
    const base = {
      parts: parts as ProtoPartInput[],
      agentId,
      agentName: this.#nameOf(agentId),
      clientMessageId,
      attempt: 1,
    };
    const item = { itemId, identityId, channel, atUs: this.#routing.nextUs() };
    this.#routing.put(conversationId, {
      ...item,
      reply: { ...base, status: 'QUEUED', held: this.#routing.holdReplies },
    });
    const preview = parts[0]?.text?.text ?? 'file';
    this.#routing.change(conversationId, { preview, previewFromCustomer: false, lastActivityMs: Date.now() });
    if (this.#routing.holdReplies) return itemId;
    for (const status of this.#routing.deliver) {
      const reason =
        status === 'FAILED' ? { code: '30007', text: 'Carrier refused the message', permanent: false } : null;
      this.#routing.put(conversationId, { ...item, reply: { ...base, status, reason, statusAtMs: Date.now() } });
    }
    return itemId;
  }

  #decide({ itemId, decision }: { itemId: string; decision: string }): void {
    const item = this.#routing.items.get(itemId);
    if (item?.reply === undefined || item.reply === null) return;
    const { rev: _rev, ...rest } = item;
    const discarded = decision === 'DISCARD';
    const reply = { ...item.reply, held: false, discarded, status: 'SENT', reason: null } as const;
    this.#routing.put(item.conversationId ?? '', { ...rest, reply });
  }

  #nameOf(agentId: string): string {
    return this.#routing.agents.get(agentId)?.name ?? '';
  }
}
