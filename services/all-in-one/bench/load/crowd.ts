import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '@onethread/testkit';
import { inAppCustomer } from '../../tests/customers/in-app-customer.ts';
import { SECRETS } from '../../tests/world.ts';
import { FollowingAgent } from './following-agent.ts';
import type { Installation } from './installation.ts';
import { createSmsGateway } from './sms-writer.ts';
import type { Writer } from './writer.ts';

/** Threads that one agent is given: below what a stream may follow, though shares are not quite even. */
const THREADS_PER_AGENT = 15;
/** Of one agent, in the weights of all channels. */
const CAPACITY = 1000;
const SETTLED_WITHIN_MS = 90_000;
/** Customers who write for the first time at once. */
const WAVE = 50;
const WRITE_AGAIN_MS = 200;

/** One message on its way. */
export interface Sent {
  readonly sentAt: number;
  /** When it was acknowledged; rejects when it was refused. */
  readonly accepted: Promise<number>;
  /** When an agent's stream showed it. */
  readonly shown: Promise<number>;
}

export interface CrowdOptions {
  /** People who write by SMS. */
  readonly sms: number;
  /** People with the app open, each on a socket with its feed. */
  readonly inApp: number;
}

/** Many customers, and agents who follow every one of them, around a fresh Onethread. All times: `performance.now()`. */
export class Crowd implements AsyncDisposable {
  readonly installation: Installation;
  readonly agents: readonly FollowingAgent[];
  readonly #writers: readonly Writer[];
  readonly #closeGateway: () => void;
  readonly #numbers: number[];
  readonly #onTheWay: Map<string, (at: number) => void>;

  private constructor(
    installation: Installation,
    agents: readonly FollowingAgent[],
    writers: readonly Writer[],
    closeGateway: () => void,
    onTheWay: Map<string, (at: number) => void>,
  ) {
    this.installation = installation;
    this.agents = agents;
    this.#writers = writers;
    this.#numbers = writers.map(() => 0);
    this.#closeGateway = closeGateway;
    this.#onTheWay = onTheWay;
  }

  /** Waits until every customer's first message was offered, accepted and is followed. */
  static async gather(installation: Installation, { sms, inApp }: CrowdOptions): Promise<Crowd> {
    const { grpcAddress: address, inAppUrl, smsUrl, admin } = installation;
    const onTheWay = new Map<string, (at: number) => void>();
    const onMessage = (text: string): void => {
      onTheWay.get(text)?.(performance.now());
      onTheWay.delete(text);
    };
    const agentIds = Array.from(
      { length: Math.ceil((sms + inApp) / THREADS_PER_AGENT) },
      (_, index) => `agent-${index}`,
    );
    await Promise.all(
      agentIds.map((agentId) =>
        admin.putAgent({
          agentId,
          name: agentId,
          email: `${agentId}@localhost`,
          role: 'agent',
          capacity: CAPACITY,
        }),
      ),
    );
    const agents = agentIds.map((agentId) => new FollowingAgent({ address, agentId, onMessage }));
    await waitFor(() => agents.every(({ welcomes }) => welcomes > 0), {
      describe: 'all agents to be there',
      withinMs: 20_000,
    });

    const gateway = createSmsGateway(smsUrl);
    const writers = [
      ...Array.from({ length: sms }, (_, index) => gateway.writer(index)),
      ...Array.from({ length: inApp }, (_, index) =>
        inAppCustomer({ url: inAppUrl, jwtSecret: SECRETS.userTokens, index }),
      ),
    ];
    const crowd = new Crowd(installation, agents, writers, () => gateway.close(), onTheWay);
    await crowd.#introduce();
    return crowd;
  }

  get size(): number {
    return this.#writers.length;
  }

  /** Writes one customer's next message. */
  send(customer: number): Sent {
    const number = (this.#numbers[customer] = (this.#numbers[customer] ?? 0) + 1);
    const text = `${customer}:${number} ${FILLING}`;
    const sentAt = performance.now();
    const shown = new Promise<number>((resolve) => this.#onTheWay.set(text, resolve));
    const accepted = (this.#writers[customer] as Writer).write(number, text).then((isAccepted) => {
      if (!isAccepted) throw new Error(`message ${number} of customer ${customer} was not accepted`);
      return performance.now();
    });
    return { sentAt, accepted, shown };
  }

  /** Customers and agents leave; the installation goes on. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const agent of this.agents) agent.stop();
    await Promise.all(this.#writers.map((writer) => writer.close()));
    this.#closeGateway();
  }

  async #introduce(): Promise<void> {
    const until = performance.now() + SETTLED_WITHIN_MS;
    let shown = 0;
    for (let first = 0; first < this.size; first += WAVE) {
      const wave = Array.from({ length: Math.min(WAVE, this.size - first) }, async (_, index) => {
        const one = await this.#writeUntilAccepted(first + index, until);
        void one.shown.then(() => (shown += 1));
      });
      await Promise.all(wave);
    }
    await waitFor(() => shown === this.size, {
      describe: 'every customer to be followed by an agent',
      withinMs: SETTLED_WITHIN_MS,
    });
  }

  /** A system that was just started may hold its customers back. */
  async #writeUntilAccepted(customer: number, until: number): Promise<Sent> {
    for (;;) {
      const one = this.send(customer);
      const failure = await one.accepted.then(
        () => undefined,
        (error: unknown) => error,
      );
      if (failure === undefined) return one;
      if (performance.now() > until) throw failure;
      await pause(WRITE_AGAIN_MS);
    }
  }
}

/** A message of ordinary length. */
const FILLING = 'I have a question about my order from last week, could you please have a look? '.repeat(2).trim();
