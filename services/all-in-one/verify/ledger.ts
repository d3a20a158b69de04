import type { Machine } from '../bench/machine.ts';
import type { Injected } from './faults/run-schedule.ts';
import type { Finding } from './findings.ts';

/** What a run was asked for; with it the same run can be made again. */
export interface RunSettings {
  readonly engine: string;
  readonly messages: number;
  readonly seed: number;
  readonly faults: readonly string[];
  readonly minutes: number | undefined;
  readonly brokers: number;
}

/** What a run showed. */
export interface Ledger {
  readonly settings: RunSettings;
  readonly commit: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly tookS: number;
  /** The real servers that were used. */
  readonly servers: string;
  readonly machine: Machine;
  /** Average number of processes that wanted a core during the last 15 minutes, this run's included. */
  readonly machineLoad: number;
  readonly traffic: {
    readonly customers: Readonly<Record<string, number>>;
    readonly agents: number;
    /** Acknowledged messages by channel. */
    readonly accepted: Readonly<Record<string, number>>;
    /** Over the time in which customers wrote, faults included. */
    readonly messagesPerSecond: number;
    readonly answers: string;
  };
  readonly messages: { readonly accepted: number; readonly stored: number; readonly shown: number };
  readonly answers: {
    readonly confirmed: number;
    readonly sent: number;
    readonly unknown: number;
    readonly failed: number;
    readonly undecided: number;
  };
  readonly history: {
    readonly entries: number;
    readonly streams: number;
    readonly assignments: number;
    /** By how somebody came to have it. */
    readonly reasons: Readonly<Record<string, number>>;
    /** Recorded decisions that were made again, in so many terms of owners. */
    readonly decisions: number;
    readonly terms: number;
  };
  readonly log: { readonly inbound: number; readonly outbound: number };
  /** Highest load of an agent that was ever told, of its capacity. */
  readonly load: { readonly most: number; readonly capacity: number; readonly toleranceMs: number };
  readonly faults: readonly Injected[];
  /** Processes that ended by themselves and were started again. */
  readonly startedAgain: readonly string[];
  readonly promises: readonly Finding[];
  readonly memoryMb: number;
  /** What went wrong with the run itself, so that it is not proof of anything. */
  readonly broken: string | undefined;
}

export const isClean = ({ promises, broken }: Ledger): boolean =>
  broken === undefined && promises.every(({ violations }) => violations === 0);
