import type { DocumentStore } from '@onethread/documents';
import type { EventLog } from '@onethread/log';
import type { FrontDoors } from '../../tests/companies.ts';

export const ENGINES = ['embedded', 'kafka-sqlite', 'cluster'] as const;
export type EngineName = (typeof ENGINES)[number];

/** Something that can be killed: a process of Onethread, a broker, a database. */
export interface Killable {
  readonly name: string;
  /** SIGKILL; resolves once it is gone. */
  kill(): Promise<void>;
  /** Resolves once it is ready again. */
  start(): Promise<void>;
  /** SIGSTOP and SIGCONT. */
  pause(): void | Promise<void>;
  resume(): void | Promise<void>;
}

/** A process of Onethread's own. */
export interface ServiceProcess extends Killable {
  /** Without the number of the replica. */
  readonly service: string;
  /** SIGTERM; rejects when it does not end with 0. */
  stop(): Promise<void>;
  /** While it runs. */
  readonly pid: number | undefined;
  /** Starts it next time with this in front of its command. */
  launchThrough(words: readonly string[]): void;
}

/** A whole Onethread on one kind of engines, and the outside of it that a run needs. */
export interface Deployment {
  readonly engine: EngineName;
  /** The real servers in use, for the ledger. */
  readonly servers: string;
  readonly doors: FrontDoors;
  readonly grpcAddress: string;
  readonly processes: readonly ServiceProcess[];
  /** With one node or three; none where the log is a file. */
  readonly brokers: readonly Killable[];
  readonly database: Killable | undefined;
  /** Cuts, slows or swallows what the broker says to Onethread. */
  readonly brokerLine: BrokerLine | undefined;
  start(env: Readonly<Record<string, string>>): Promise<void>;
  /** Ends every process of Onethread's own; the servers go on. */
  stop(): Promise<void>;
  /** Log and history as they are, for checking. Where they are files, every process must be down; close what is given. */
  open(): Promise<{ readonly log: EventLog; readonly history: DocumentStore; close(): Promise<void> }>;
  /** Whether `open` wants every process down. */
  readonly opensAlone: boolean;
  /** Processes that ended by themselves and were started again, as an orchestrator does it; none where that is a fault. */
  readonly startedAgain: readonly string[];
  /** What each process said last, some thousand characters, for the case that something went wrong. */
  readonly output: string;
  close(): Promise<void>;
}

export interface BrokerLine {
  /** What Onethread sends arrives, what the broker answers does not. */
  dropAnswers(on: boolean): void;
}

/** Thrown when the real servers that an engine needs cannot be had here. The message says why. */
export class ServersMissingError extends Error {
  readonly code = 'servers-missing';
  readonly retryable = false;
}
