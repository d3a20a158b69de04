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
  /**
   * µs. Where it came to rest or came back: of that entry. Where it was given or taken: of the entry that it stood at then as
   * its document knew; while brokers are away later ones can stand already. Absent in facts from before it was kept.
   */
  readonly stateAt?: number;
  /** Place in its stream, for what happened in the same millisecond. */
  readonly n: number;
}

interface Step {
  readonly at: number;
  readonly weight: number;
}

/** Who had one conversation, and until when. */
interface Held {
  readonly change: OwnerChange;
  readonly until: number;
}

/** What one conversation's changes tell, read in some order. */
interface Tale {
  readonly held: readonly Held[];
  readonly atRest: number;
  readonly faults: readonly string[];
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
  /** By how much clocks of the run differed, at most. */
  toleranceMs = 0;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /**
   * All changes of one conversation, in any order; `limitsOf`: what it counts against while an agent has it, default the
   * agent’s own capacity. Where clocks differed their times may be wrong, and their order in the stream is believed as well.
   */
  take(
    changes: readonly OwnerChange[],
    weight: number,
    limitsOf: (agentId: string) => readonly string[] = alone,
  ): void {
    let tale = tell(changes.toSorted((one, other) => one.at - other.at || one.n - other.n));
    if (tale.faults.length > 0 && this.toleranceMs > 0) {
      const byPlace = tell(changes.toSorted((one, other) => one.n - other.n));
      if (byPlace.faults.length === 0) tale = byPlace;
    }
    for (const fault of tale.faults) this.#findings.add('owner', fault);
    this.atRest += tale.atRest;
    for (const { change, until } of tale.held) {
      const { agentId = '', reason, at } = change;
      this.assignments += 1;
      if (reason !== undefined) this.reasons[reason] = (this.reasons[reason] ?? 0) + 1;
      for (const limit of limitsOf(agentId)) this.#add(limit, { at, until, weight });
    }
  }

  #add(limit: string, { at, until, weight }: Step & { readonly until: number }): void {
    const steps = this.#steps.get(limit) ?? [];
    this.#steps.set(limit, steps);
    steps.push({ at, weight }, { at: until, weight: -weight });
  }

  /**
   * Adds up what is held against every limit over time. An excess shorter than the difference of the clocks is let pass.
   */
  checkCapacity(mostOf: (limit: string) => number): void {
    for (const [limit, steps] of this.#steps) {
      const capacity = mostOf(limit);
      let load = 0;
      let above: { since: number; most: number } | undefined;
      // What ends and what begins in one millisecond: ends first.
      for (const { at, weight } of steps.toSorted((one, other) => one.at - other.at || one.weight - other.weight)) {
        load += weight;
        if (load > capacity) above = { since: above?.since ?? at, most: Math.max(above?.most ?? 0, load) };
        else if (above !== undefined) {
          if (at - above.since > this.toleranceMs)
            this.#findings.add('capacity', `${limit} held ${above.most} of ${capacity} from ${above.since} to ${at}`);
          above = undefined;
        }
      }
    }
  }
}

const alone = (agentId: string): readonly string[] => [agentId];

function tell(inOrder: readonly OwnerChange[]): Tale {
  const held: Held[] = [];
  const faults: string[] = [];
  const all = inOrder.map(({ kind, agentId = '', at, n }) => `${n} ${kind} ${agentId} ${at}`).join(', ');
  let holder: OwnerChange | undefined;
  let isAtRest = false;
  let turnedAt = 0;
  let atRest = 0;
  const ends = (until: number): void => {
    if (holder !== undefined) held.push({ change: holder, until });
    holder = undefined;
  };
  for (const change of inOrder) {
    const { conversationId, kind, agentId, at, stateAt = Infinity } = change;
    const before: OwnerChange | undefined = holder;
    if (agentId === undefined && stateAt < Infinity) turnedAt = stateAt;
    if (kind === 'reopened') isAtRest = false;
    // Accepted just before the entry that had resolved it reached its document: that takes it away again.
    else if (kind === 'assigned' && (isAtRest || stateAt < turnedAt)) atRest += 1;
    else if (stateAt < turnedAt) continue;
    else if (kind === 'assigned') {
      if (before !== undefined)
        faults.push(
          `${conversationId}: given to ${agentId} at ${at} while ${before.agentId} had it since ${before.at}; ${all}`,
        );
      ends(at);
      holder = change;
    } else {
      if (before !== undefined && agentId !== undefined && agentId !== before.agentId)
        faults.push(`${conversationId}: taken from ${agentId} at ${at} while ${before.agentId} had it; ${all}`);
      ends(at);
      // Handed over just before what had resolved it reached its document: it rests all the same.
      isAtRest ||= agentId === undefined;
    }
  }
  ends(Infinity);
  return { held, atRest, faults };
}
