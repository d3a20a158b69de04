import { createHistoryClient, type Conversation } from '@onethread/rpc';
import type { Seeded } from '@onethread/testkit';
import { AutomaticAgent } from '../../tests/automatic-agent.ts';
import { tokenOf } from '../../tests/companies.ts';
import type { DeskSettings } from './desk-settings.ts';

export const SUPERVISOR = 'supervisor-0';
const EVERY_MS = 300;
const CALL_MS = 5000;
const PAGE = 50;
/** A supervisor steps in where somebody has waited for so long. */
const TOO_LONG_MS = 4000;
/** Of the times when nobody waits too long. */
const MEDDLES = 0.5;

export interface SupervisionOptions {
  readonly address: string;
  readonly agents: readonly AutomaticAgent[];
  readonly desk: DeskSettings;
  readonly random: Seeded;
}

/** Somebody who gives what waits too long to somebody, has agents take it, and now and then moves what they have. */
export class Supervision {
  /** Is offered nothing, and resolves what it took over. */
  readonly supervisor: AutomaticAgent;
  readonly #options: SupervisionOptions;
  readonly #history: ReturnType<typeof createHistoryClient>;
  #timer: NodeJS.Timeout | undefined;
  #looking = false;

  constructor(options: SupervisionOptions) {
    const { address, random } = options;
    this.#options = options;
    this.supervisor = new AutomaticAgent({
      address,
      agentId: SUPERVISOR,
      random: random.fork(SUPERVISOR),
      answers: () => false,
      resolves: 0,
      quietMs: 0,
      presence: 'AWAY',
    });
    this.#history = createHistoryClient({ address, deadlineMs: CALL_MS, token: tokenOf('agent', SUPERVISOR) });
  }

  start(): void {
    this.supervisor.start();
    this.#timer = setInterval(() => void this.#look(), EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.supervisor.stop();
    this.#history.close();
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const { conversations } = await this.#history.listConversations({ state: 'OPEN', pageSize: PAGE });
      this.#act(conversations);
    } catch {
      // While it is down nobody supervises.
    } finally {
      this.#looking = false;
    }
  }

  #act(conversations: readonly Conversation[]): void {
    const { random, agents, desk } = this.#options;
    const waiting = conversations.filter(waitsTooLong);
    const held = conversations.filter(({ assigneeId }) => assigneeId !== '' && assigneeId !== SUPERVISOR);
    if (waiting.length > 0) {
      const { conversationId } = random.pick(waiting);
      const agent = random.pick(agents);
      if (random.chance(0.5)) agent.command({ take: { conversationId } });
      else this.supervisor.command({ assign: { conversationId, agentId: agent.agentId } });
    } else if (held.length > 0 && random.chance(MEDDLES)) {
      const { conversationId } = random.pick(held);
      const { agentId } = random.pick(agents);
      this.supervisor.command(
        random.pick([
          { assign: { conversationId, agentId } },
          { transfer: { conversationId, queueId: random.pick(desk.queueIds) } },
          { takeOver: { conversationId } },
        ]),
      );
    }
  }
}

function waitsTooLong({ assigneeId, reservation, waitingSinceMs }: Conversation): boolean {
  return assigneeId === '' && !reservation && Date.now() - waitingSinceMs > TOO_LONG_MS;
}
