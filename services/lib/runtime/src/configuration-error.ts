/** What is wrong with one environment variable. `got` never shows a secret. */
export interface SettingFault {
  readonly name: string;
  readonly got: string;
  readonly expected: string;
}

/** Thrown when settings cannot be used; lists every fault at once. The process should print `message` and end non-zero. */
export class ConfigurationError extends Error {
  readonly code = 'configuration';
  readonly retryable = false;
  readonly faults: readonly SettingFault[];
  constructor(faults: readonly SettingFault[]) {
    const lines = faults.map(({ name, got, expected }) => `  ${name}: got ${got}; expected ${expected}`);
    super(`The configuration has ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n${lines.join('\n')}`);
    this.name = 'ConfigurationError';
    this.faults = faults;
  }
}
