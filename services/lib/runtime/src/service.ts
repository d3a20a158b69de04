/** One service of Onethread, alone in its process or beside others in one. */
export interface Service {
  readonly name: string;
  /** Resolves when it is ready to serve; throws when it cannot start (the process then ends non-zero). */
  start(): Promise<void>;
  /** Stops intake, finishes what is in work within its own bounds, releases everything: the event loop can empty. Repeatable. */
  stop(): Promise<void>;
}

/** Names a dependency that must work for the process to be ready: `undefined` = well, else what is wrong in one line. */
export interface HealthCheck {
  readonly name: string;
  /** Told as a warning beside the faults; the process stays ready. For what operators should know and no restart cures. */
  readonly advisory?: boolean;
  check(): string | undefined | Promise<string | undefined>;
}
