import { setTimeout as pause } from 'node:timers/promises';
import { waitFor, type Seeded } from '@onethread/testkit';
import type { Companies } from '../../tests/companies.ts';
import type { Customer } from '../../tests/customers/customer.ts';
import type { InAppItem } from '../../tests/customers/in-app-customer.ts';
import type { Findings } from '../findings.ts';
import type { Pace } from './pace.ts';
import type { RecoveryWatch } from './recovery-watch.ts';
import type { Person, Roster } from './roster.ts';
import { messageText, namedAnswer, namedMessage } from './texts.ts';

export interface TrafficOptions {
  readonly roster: Roster;
  readonly companies: Companies;
  readonly findings: Findings;
  readonly watch: RecoveryWatch;
  readonly pace: Pace;
  readonly random: Seeded;
  /** Aborted when the run broke off: nobody tries any more. */
  readonly signal: AbortSignal;
  /** Customers who write at the same time. */
  readonly atOnce: number;
  /** Asked before each message. */
  readonly goOn: () => boolean;
  /** A person in the app looks so long for their own words to appear. */
  readonly patienceMs: number;
  /** Chance that a message is delivered twice; asked before each. */
  readonly doubles: () => number;
}

/** Between two attempts at a message that was not acknowledged. */
const FIRST_REPEAT_MS = 50;
const LAST_REPEAT_MS = 500;
/** Nobody gives up before everything that a fault may break is given up. */
const ACKNOWLEDGED_WITHIN_MS = 300_000;

/** Has every customer of the roster write, so many at a time, each its messages one after another. */
export async function writeMessages(options: TrafficOptions): Promise<void> {
  const people = options.roster.people[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (let next = people.next(); !next.done && options.goOn(); next = people.next()) {
      await live(options, next.value);
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, lane));
}

/** One person comes, writes, each message again until it is acknowledged and only then the next, and leaves. */
async function live(options: TrafficOptions, person: Person): Promise<void> {
  const { roster, companies, watch, pace, goOn } = options;
  const shownToWriter = new OwnWords(person, options.findings);
  const customer = roster.meet(person, companies, (item) => shownToWriter.take(item));
  try {
    while (person.begun < person.messages && goOn()) {
      await pace.turn(person.name);
      person.begun += 1;
      await writeUntilAcknowledged(options, person, customer);
      person.acknowledged = person.begun;
    }
    watch.leaves(person.name);
    if (person.channel === 'in-app') await shownToWriter.complete(options.patienceMs);
  } catch (error) {
    options.findings.add('recovery', (error as Error).message);
  } finally {
    watch.leaves(person.name);
    await customer.close();
  }
}

async function writeUntilAcknowledged(options: TrafficOptions, person: Person, customer: Customer): Promise<void> {
  const { watch, random, doubles } = options;
  const { name, begun: number } = person;
  const text = messageText(name, number);
  const deadline = performance.now() + ACKNOWLEDGED_WITHIN_MS;
  const twice = random.chance(doubles());
  // A socket has one answer for one id: its second copy follows the first, others' may run beside it.
  const beside = twice && person.channel !== 'in-app' && random.chance(0.5);
  watch.writes(name, text);
  for (let repeatMs = FIRST_REPEAT_MS; ; repeatMs = Math.min(repeatMs * 2, LAST_REPEAT_MS)) {
    const copies = beside
      ? [customer.write(number, text), customer.write(number, text)]
      : [customer.write(number, text)];
    if ((await Promise.all(copies)).includes(true)) break;
    options.signal.throwIfAborted();
    if (performance.now() > deadline)
      throw new Error(`${name}#${number} was not acknowledged in ${ACKNOWLEDGED_WITHIN_MS / 1000} s`);
    await pause(repeatMs);
  }
  watch.acknowledged(name, text);
  if (twice && !beside) await customer.write(number, text);
}

/** What a person sees in the app while it is open: own words each once and in order, answers. */
class OwnWords {
  readonly #person: Person;
  readonly #findings: Findings;
  #seen = 0;

  constructor(person: Person, findings: Findings) {
    this.#person = person;
    this.#findings = findings;
  }

  take({ id, mine, parts }: InAppItem): void {
    const text = parts.map((part) => part.text ?? '').join('');
    if (!mine) {
      const answer = namedAnswer(text);
      if (answer !== undefined) this.#person.arrived.push(answer.mark);
      return;
    }
    const number = namedMessage(text)?.number;
    // A page after a break may begin further back: only the next is new.
    if (number === this.#seen + 1) this.#seen = number;
    else this.#findings.add('shown', `${this.#person.name}: the app shows ${number} (${id}) after ${this.#seen}`);
  }

  async complete(withinMs: number): Promise<void> {
    await waitFor(() => this.#seen >= this.#person.acknowledged, {
      describe: 'own words',
      withinMs,
      everyMs: 20,
    }).catch(() => {
      const { name, acknowledged } = this.#person;
      this.#findings.add('shown', `${name}: the app shows ${this.#seen} of ${acknowledged} own messages`);
    });
  }
}
