/** What a level's run came to. Skipped: it needs real servers that are not to be had here. */
export type Outcome = 'passed' | 'failed' | 'skipped';

export interface LevelResult {
  readonly outcome: Outcome;
  /** Real servers that it ran on, or why it was skipped. */
  readonly notes: readonly string[];
}

export interface Level {
  readonly name: string;
  readonly about: string;
  /** `only`: beginnings of paths; empty means all files. */
  run(only: readonly string[]): Promise<LevelResult>;
}
