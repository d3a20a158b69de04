/** What may be wrong with settings. Stable: clients and scripts go by it. */
export type ProblemCode =
  | 'anyone-too-early'
  | 'calendar-never-open'
  | 'capacity-below-weight'
  | 'condition-never-holds'
  | 'doubled-id'
  | 'email-taken'
  | 'invalid-email'
  | 'invalid-hours'
  | 'overflow-cycle'
  | 'overflow-to-itself'
  | 'overflow-to-other-pool'
  | 'overlapping-hours'
  | 'pool-without-agents'
  | 'pool-without-queue'
  | 'queue-without-agents'
  | 'queue-without-rule'
  | 'queue-without-skilled-agents'
  | 'relaxing-asks-for-more'
  | 'rule-never-reached'
  | 'rule-without-skilled-agents'
  | 'steps-out-of-order'
  | 'target-before-first-response'
  | 'team-without-agents'
  | 'too-large'
  | 'two-rules-for-one-case'
  | 'unknown-calendar'
  | 'unknown-channel'
  | 'unknown-pool'
  | 'unknown-queue'
  | 'unknown-skill'
  | 'unknown-team'
  | 'unknown-time-zone'
  | 'warning-too-early'
  | 'weight-above-capacity';

/** `error`: not put in force. `warning`: put in force, and surely not meant so. */
export type Severity = 'error' | 'warning';

export interface SettingsProblem {
  readonly severity: Severity;
  readonly code: ProblemCode;
  /** Where: `queues[billing].skills[0]`; `agents[anna@example.org].teams`. */
  readonly path: string;
  /** What is wrong and what to do, in plain words. */
  readonly message: string;
}

/** Takes what the checks find. */
export class Findings {
  readonly problems: SettingsProblem[] = [];

  error(code: ProblemCode, path: string, message: string): void {
    this.problems.push({ severity: 'error', code, path, message });
  }

  warn(code: ProblemCode, path: string, message: string): void {
    this.problems.push({ severity: 'warning', code, path, message });
  }
}
