/** What a promise was broken by; examples are bounded, the count is not. */
export interface Finding {
  readonly promise: PromiseName;
  readonly violations: number;
  readonly examples: readonly string[];
}

/** Every promise that is checked, in the order in which the ledger shows them. Each must end with zero violations. */
export const PROMISES = {
  accepted: 'every acknowledged message is stored',
  once: 'no message is stored twice',
  shown: 'every stored message is shown, to agents and to its writer',
  order: 'what was acknowledged before the next was sent stands before it',
  dense: 'streams are numbered without a gap, in rising time',
  log: 'what the log acknowledged is handled: nothing unstored below a committed offset, nothing left over',
  'sent-once': 'no answer reaches a customer twice',
  told: 'an answer told as sent arrived, one told as failed did not, none stays undecided',
  'parked-order': 'answers arrive in the order in which their channel was given them',
  owner: 'a conversation has one owner at a time',
  capacity: 'no agent or team is above a limit at any instant: capacity of either kind of work, channels, teams',
  decided: 'every assignment has exactly one decision behind it, every accepted decision one assignment',
  refused: 'nobody is offered again what they declined, missed or gave back while it waits',
  age: 'what is offered again keeps the age of its waiting',
  fits: 'no decision gives more than fits by the settings of its time',
  replay: 'the recording of every owner’s term replays to the same decisions',
  projections: 'projections equal their rebuild from the entries',
  recovery: 'after each fault everything goes on',
  verify: 'what operators have checked by `onethread verify` is whole too',
  dead: 'nothing good ends among the dead letters',
} as const;
export type PromiseName = keyof typeof PROMISES;

/** Of one promise, enough to reproduce. */
const MAX_EXAMPLES = 20;

/** Collects what broke a promise. */
export class Findings {
  readonly #found = new Map<PromiseName, { violations: number; examples: string[] }>(
    (Object.keys(PROMISES) as PromiseName[]).map((promise) => [promise, { violations: 0, examples: [] }]),
  );

  add(promise: PromiseName, example: string, violations = 1): void {
    const found = this.#found.get(promise);
    if (found === undefined) throw new RangeError(`no promise ${promise}`);
    found.violations += violations;
    if (found.examples.length < MAX_EXAMPLES) found.examples.push(example);
  }

  get all(): readonly Finding[] {
    return [...this.#found].map(([promise, { violations, examples }]) => ({ promise, violations, examples }));
  }

  get violations(): number {
    return this.all.reduce((sum, { violations }) => sum + violations, 0);
  }
}
