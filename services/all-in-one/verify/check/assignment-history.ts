import type { Findings } from '../findings.ts';

/** When a conversation was given to an agent or taken away; `at` in epoch ms. */
export interface OwnerChange {
  readonly conversationId: string;
  /** `ended` without an agent: it was resolved or snoozed; `reopened`: from there it came back, and nobody had it. */
  readonly kind: 'assigned' | 'ended' | 'reopened';
  /** Who it was given to, or taken from where that is told. */
  readonly agentId?: string;
  /** How somebody came to have it. */
  readonly reason?: string;
  readonly at: number;
  /** Place in its stream, for what happened in the same millisecond. */
  readonly n: number;
}

interface Step {
  readonly at: number;
  readonly weight: number;
}

/**
 * Who held what when, from the facts of history alone. Each conversation's changes are looked at once, and only their
 * weight over time is kept: some bytes for each assignment of the run.
 */
export class AssignmentHistory {
  readonly #findings: Findings;
  readonly #steps = new Map<string, Step[]>();
  assignments = 0;
  /** How often who has it came to it so. */
  readonly reasons: Record<string, number> = {};
  /** Given to somebody although already resolved: never held. */
  atRest = 0;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** All changes of one conversation, in any order; `limitsOf`: what it counts against while an agent has it, default the agent’s own capacity. */
  take(
    changes: readonly OwnerChange[],
    weight: number,
    limitsOf: (agentId: string) => readonly string[] = alone,
  ): void {
    const add = (change: OwnerChange | undefined, until: number): void => {
      for (const limit of limitsOf(change?.agentId ?? '')) this.#add(limit, change, until, weight);
    };
    let held: OwnerChange | undefined;
    const inOrder = changes.toSorted((one, other) => one.at - other.at || one.n - other.n);
    const all = inOrder.map(({ kind, agentId = '', at, n }) => `${n} ${kind} ${agentId} ${at}`).join(', ');
    let isAtRest = false;
    for (const change of inOrder) {
      if (change.kind === 'reopened') isAtRest = false;
      // Accepted just before the entry that had resolved it reached its document: that takes it away again.
      else if (change.kind === 'assigned' && isAtRest) this.atRest += 1;
      else if (change.kind === 'assigned') {
        if (held !== undefined)
          this.#findings.add(
            'owner',
            `${change.conversationId}: given to ${change.agentId} at ${change.at} while ${held.agentId} had it since ${held.at}; ${all}`,
          );
        add(held, change.at);
        this.assignments += 1;
        if (change.reason !== undefined) this.reasons[change.reason] = (this.reasons[change.reason] ?? 0) + 1;
        held = change;
      } else {
        if (held !== undefined && change.agentId !== undefined && change.agentId !== held.agentId)
          this.#findings.add(
            'owner',
            `${change.conversationId}: taken from ${change.agentId} at ${change.at} while ${held.agentId} had it; ${all}`,
          );
        add(held, change.at);
        held = undefined;
        // Handed over just before what had resolved it reached its document: it rests all the same.
        isAtRest ||= change.agentId === undefined;
      }
    }
    add(held, Infinity);
  }

  #add(limit: string, held: OwnerChange | undefined, until: number, weight: number): void {
    if (held?.agentId === undefined) return;
    const steps = this.#steps.get(limit) ?? [];
    this.#steps.set(limit, steps);
    steps.push({ at: held.at, weight }, { at: until, weight: -weight });
  }

  /**
   * Adds up what is held against every limit over time. An excess shorter than `toleranceMs` is let pass: clocks of the run differed by
   * that (0: not at all).
   */
  checkCapacity(mostOf: (limit: string) => number, toleranceMs: number): void {
    for (const [limit, steps] of this.#steps) {
      const capacity = mostOf(limit);
      let load = 0;
      let above: { since: number; most: number } | undefined;
      // What ends and what begins in one millisecond: ends first.
      for (const { at, weight } of steps.toSorted((one, other) => one.at - other.at || one.weight - other.weight)) {
        load += weight;
        if (load > capacity) above = { since: above?.since ?? at, most: Math.max(above?.most ?? 0, load) };
        else if (above !== undefined) {
          if (at - above.since > toleranceMs)
            this.#findings.add('capacity', `${limit} held ${above.most} of ${capacity} from ${above.since} to ${at}`);
          above = undefined;
        }
      }
    }
  }
}

const alone = (agentId: string): readonly string[] => [agentId];
