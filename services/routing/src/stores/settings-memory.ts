import type { AssignmentSettings } from '@onethread/contracts';

/** A lost announcement of other settings is made up for after so long. */
export const SETTINGS_FRESH_MS = 30_000;

/** The settings that are in force, and their version: 0 while nobody ever put any in force. */
export interface SettingsInForce {
  readonly version: number;
  readonly settings: AssignmentSettings;
}

interface Remembered {
  readonly readAt: number;
  readonly inForce: Promise<SettingsInForce>;
}

/** The settings as one process read them last. All who ask while they are read share one reading. */
export class SettingsMemory {
  readonly #clock: () => number;
  #known: Remembered | undefined;
  /** A version is what it is for ever: read again it is the same object, by which others keep what they made of it. */
  #last: SettingsInForce | undefined;

  /** `clock` in ms, only ever forward. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** What is remembered while it is fresh, else what `read` finds. A reading that failed is not remembered. */
  async get(read: () => Promise<SettingsInForce>): Promise<SettingsInForce> {
    const known = this.#known;
    if (known !== undefined && this.#clock() - known.readAt < SETTINGS_FRESH_MS) return await known.inForce;
    const reading: Remembered = { readAt: this.#clock(), inForce: read().then((found) => this.#same(found)) };
    this.#known = reading;
    try {
      return await reading.inForce;
    } catch (error) {
      if (this.#known === reading) this.#known = undefined;
      throw error;
    }
  }

  /** Others are in force by now: whoever asks from here on does not get what was read before. */
  forget(): void {
    this.#known = undefined;
  }

  #same(found: SettingsInForce): SettingsInForce {
    if (this.#last?.version !== found.version) this.#last = found;
    return this.#last;
  }
}
