import { createHash } from 'node:crypto';
import type { AgentId } from '@onethread/contracts';
import type { Stay, Traffic } from './traffic.ts';

/** Where nothing at all was accepted or finished in the recording. */
const UNKNOWN_ACCEPT_MS = 5_000;
const UNKNOWN_HELD_MS = 600_000;
/** An agent with fewer answers than this answers like everyone. */
const MIN_ANSWERS = 20;

interface Rates {
  readonly declined: number;
  readonly missed: number;
}

/** How people behaved in the recording: what a simulation supposes of them, whatever the settings. */
export class Behaviour {
  readonly #to: number;
  readonly #accept = new Medians(UNKNOWN_ACCEPT_MS);
  readonly #held = new Medians(UNKNOWN_HELD_MS);
  readonly #decline = new Medians(UNKNOWN_ACCEPT_MS);
  readonly #rates = new Map<AgentId, Rates>();
  #everyone: Rates = { declined: 0, missed: 0 };

  constructor({ stays, to }: Pick<Traffic, 'stays' | 'to'>) {
    this.#to = to;
    const answers = new Map<AgentId, { accepted: number; declined: number; missed: number }>();
    const all = { accepted: 0, declined: 0, missed: 0 };
    for (const stay of stays) {
      const accepted = acceptedIn(stay);
      if (accepted !== undefined) this.#accept.add(stay, accepted);
      if (stay.given && stay.releasedAt !== undefined) this.#held.add(stay, stay.releasedAt - stay.given.at);
      for (const { agentId, at, answeredAt, outcome } of stay.offers) {
        if (outcome === undefined || outcome === 'rescinded') continue;
        const kind = outcome === 'expired' ? 'missed' : outcome;
        const own = answers.get(agentId) ?? { accepted: 0, declined: 0, missed: 0 };
        own[kind] += 1;
        all[kind] += 1;
        answers.set(agentId, own);
        if (kind === 'declined' && answeredAt !== undefined) this.#decline.add(stay, answeredAt - at);
      }
    }
    this.#everyone = ratesOf(all);
    for (const [agentId, own] of answers) if (totalOf(own) >= MIN_ANSWERS) this.#rates.set(agentId, ratesOf(own));
  }

  /** From offer to acceptance. */
  acceptMs(stay: Stay): number {
    return acceptedIn(stay) ?? this.#accept.of(stay);
  }

  /** From offer to a decline. */
  declineMs(stay: Stay): number {
    return this.#decline.of(stay);
  }

  /** From acceptance to release. What was still held at the end would have been for at least so long. */
  heldMs(stay: Stay): number {
    if (stay.given === undefined) return this.#held.of(stay);
    if (stay.releasedAt !== undefined) return stay.releasedAt - stay.given.at;
    return Math.max(this.#held.of(stay), this.#to - stay.given.at);
  }

  /** Whether an agent takes what is offered; `chance` from 0 to 1 decides. */
  answerOf(agentId: AgentId, chance: number): 'accepted' | 'declined' | 'missed' {
    const { declined, missed } = this.#rates.get(agentId) ?? this.#everyone;
    if (chance < declined) return 'declined';
    return chance < declined + missed ? 'missed' : 'accepted';
  }
}

/** A number from 0 to 1 that depends on the seed and these names alone: the same agent meets the same conversation alike in every simulation. */
export function chanceOf(seed: number, ...names: readonly string[]): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, ...names]))
    .digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}

/** Medians by channel and queue; of the channel, or of all, where there are none. */
class Medians {
  readonly #unknown: number;
  readonly #values = new Map<string, number[]>();
  readonly #medians = new Map<string, number>();

  constructor(unknown: number) {
    this.#unknown = unknown;
  }

  add(stay: Stay, value: number): void {
    for (const key of keysOf(stay)) {
      const values = this.#values.get(key);
      if (values === undefined) this.#values.set(key, [value]);
      else values.push(value);
    }
  }

  of(stay: Stay): number {
    const key = keysOf(stay).find((each) => this.#values.has(each));
    if (key === undefined) return this.#unknown;
    const known = this.#medians.get(key);
    if (known !== undefined) return known;
    const values = (this.#values.get(key) ?? []).toSorted((a, b) => a - b);
    const median = values[Math.floor(values.length / 2)] ?? this.#unknown;
    this.#medians.set(key, median);
    return median;
  }
}

function keysOf({ waiting: { channel, queueId } }: Stay): readonly string[] {
  return [JSON.stringify([channel, queueId]), JSON.stringify([channel]), ''];
}

function acceptedIn({ offers }: Stay): number | undefined {
  const accepted = offers.find(({ outcome }) => outcome === 'accepted');
  return accepted?.answeredAt === undefined ? undefined : accepted.answeredAt - accepted.at;
}

function totalOf({ accepted, declined, missed }: Record<'accepted' | 'declined' | 'missed', number>): number {
  return accepted + declined + missed;
}

function ratesOf(answers: Record<'accepted' | 'declined' | 'missed', number>): Rates {
  const total = Math.max(totalOf(answers), 1);
  return { declined: answers.declined / total, missed: answers.missed / total };
}
