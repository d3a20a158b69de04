import type { AdminClient } from '@onethread/rpc';
import { waitFor, type Seeded } from '@onethread/testkit';
import { AutomaticAgent } from '../../tests/automatic-agent.ts';
import { namedMessage } from './texts.ts';

/** Of each agent, in the weights of the channels (1 or 2): its threads stay below what one stream may follow. */
export const CAPACITY = 16;
/** Weight of the customers who write at once, by agent: a little above capacity, so that some always wait. */
const WEIGHT_PER_AGENT = 18;
const MEAN_WEIGHT = 1.6;

/** The first message is answered and then every so-manieth: the rest is read. */
const ANSWERED_EVERY = 8;
const RESOLVES = 0.1;
const QUIET_MS = 1500;
const KNOWN_WITHIN_MS = 90_000;

export interface TeamOptions {
  readonly admin: AdminClient;
  readonly address: string;
  readonly random: Seeded;
  /** Customers who write at the same time. */
  readonly customersAtOnce: number;
  readonly onShown: (text: string) => void;
  readonly onLoad: (agentId: string, load: number) => void;
}

export const isAnswered = (text: string): boolean => ((namedMessage(text)?.number ?? 0) - 1) % ANSWERED_EVERY === 0;

/** Makes the agents known and has them work. */
export async function startTeam(options: TeamOptions): Promise<AutomaticAgent[]> {
  const { admin, address, random, customersAtOnce, onShown, onLoad } = options;
  const size = Math.max(2, Math.ceil((customersAtOnce * MEAN_WEIGHT) / WEIGHT_PER_AGENT));
  return await Promise.all(
    Array.from({ length: size }, async (_, index) => {
      const agentId = `agent-${index}`;
      const email = `${agentId}@localhost`;
      // The owner of the pool may still be taking over.
      await waitFor(
        () => admin.putAgent({ agentId, name: `Agent ${index}`, email, role: 'agent', capacity: CAPACITY }),
        { describe: `${agentId} to be known`, withinMs: KNOWN_WITHIN_MS, everyMs: 200 },
      );
      const agent = new AutomaticAgent({
        address,
        agentId,
        random: random.fork(agentId),
        answers: isAnswered,
        resolves: RESOLVES,
        quietMs: QUIET_MS,
        onShown,
        onLoad,
      });
      agent.start();
      return agent;
    }),
  );
}
