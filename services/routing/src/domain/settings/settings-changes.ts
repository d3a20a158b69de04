/** One difference between two settings, or of one agent. */
export interface SettingsChange {
  /** `queues[billing].targets.firstResponseMinutes`; `agents[anna@example.org].capacity`. */
  readonly path: string;
  /** As JSON; empty where there is none. */
  readonly before: string;
  readonly after: string;
}
