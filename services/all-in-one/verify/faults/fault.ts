import type { EngineName } from '../deployments/deployment.ts';
import type { Stage } from '../stage.ts';

/** One way in which things go wrong. */
export interface Fault {
  /** As asked for by `--faults`. */
  readonly name: string;
  readonly about: string;
  readonly engines: readonly EngineName[];
  /** Only with so many brokers. */
  readonly brokers?: 1 | 3;
  /** Does it and undoes it: resolves once nothing is wrong any more but what has to recover by itself. */
  readonly inject: (stage: Stage) => Promise<void>;
}

export const IN_ONE_PROCESS: readonly EngineName[] = ['embedded', 'kafka-sqlite'];
export const ON_ANY_ENGINE: readonly EngineName[] = ['embedded', 'kafka-sqlite', 'cluster'];
