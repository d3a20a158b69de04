import type { Agent } from '../../wire/model.ts';
import { fromRouting } from '../errors.ts';
import type { AgentClients } from './agent-clients.ts';
import { agentToWire } from './to-wire.ts';

/** The desk itself, where no person acts. */
export const DESK_CALLER = { agentId: 'agent-desk', role: 'admin' } as const;

/** How long a list is good enough, and how long it will do while routing does not answer. */
const FRESH_MS = 5000;
const STALE_MS = 15 * 60 * 1000;

/** Who the agents are, as routing says. */
export class AgentDirectory {
  readonly #clients: AgentClients;
  #known: { readonly readAtMs: number; readonly agents: readonly Agent[] } | undefined;
  #reading: Promise<readonly Agent[]> | undefined;

  constructor(clients: AgentClients) {
    this.#clients = clients;
  }

  async byId(agentId: string): Promise<Agent | undefined> {
    const isIt = (agent: Agent) => agent.agentId === agentId;
    return (await this.list()).find(isIt) ?? (await this.list({ fresh: true })).find(isIt);
  }

  async byEmail(email: string): Promise<Agent | undefined> {
    const wanted = normaliseEmail(email);
    const isIt = (agent: Agent) => normaliseEmail(agent.email) === wanted;
    return (await this.list()).find(isIt);
  }

  async list(options: { readonly fresh?: boolean } = {}): Promise<readonly Agent[]> {
    const ageMs = this.#known === undefined ? Infinity : Date.now() - this.#known.readAtMs;
    if (this.#known !== undefined && ageMs < FRESH_MS && options.fresh !== true) return this.#known.agents;
    try {
      return await (this.#reading ??= this.#read());
    } catch (error) {
      if (this.#known !== undefined && ageMs < STALE_MS && options.fresh !== true) return this.#known.agents;
      throw fromRouting(error);
    }
  }

  async #read(): Promise<readonly Agent[]> {
    try {
      const { agents } = await this.#clients.of(DESK_CALLER).admin().listAgents();
      this.#known = { readAtMs: Date.now(), agents: agents.map(agentToWire) };
      return this.#known.agents;
    } finally {
      this.#reading = undefined;
    }
  }
}

/** Two spellings of one address are one account. */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}
