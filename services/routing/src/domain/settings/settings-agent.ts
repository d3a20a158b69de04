import type { DeclaredAgent } from '@onethread/contracts';

/** An agent as it would be once the settings are in force. */
export interface SettingsAgent extends DeclaredAgent {
  /** Absent: a new one. */
  readonly agentId?: string;
  /** Named by this change: what is wrong with it is its author's to mend, not a leftover. */
  readonly declared: boolean;
}

/** A channel as it announced itself. */
export interface AnnouncedChannel {
  readonly channel: string;
  readonly weight: number;
}
