import {
  ConfigurationError,
  portNumber,
  type Environment,
  type Setting,
  type SettingDefinitions,
  type SettingFault,
} from '@onethread/runtime';
import { processSettings } from '../../services/lib/process/src/config.ts';
import type { EngineKind } from '../../services/lib/process/src/engine-choice.ts';
import { readConfiguration, type SettingGroups } from '../../services/lib/process/src/read-configuration.ts';
import { separateEnvironment } from '../../services/lib/process/src/separate-process.ts';
import { OPERATOR } from './image-contents.ts';
import { OWN_SETTINGS } from './process-settings.ts';

/** What a process makes of its environment: the ports on which it listens, or all that it says before it ends. */
export interface ProcessStart {
  readonly ports: readonly number[];
  readonly faults: readonly SettingFault[];
}

/** As each `main.ts` asks for them; who is not here uses both. */
const ENGINES: Readonly<Record<string, readonly EngineKind[]>> = {
  'agent-desk': ['store'],
  playground: [],
  // Where it makes topics; it listens nowhere.
  [OPERATOR]: ['log'],
};
const { port: httpPort, adminPort } = processSettings;
const NOT_LISTENED_ON: Readonly<Record<string, readonly Setting[]>> = {
  routing: [httpPort],
  [OPERATOR]: [httpPort, adminPort],
};

/** Reads an environment as the process `name` would when it starts. */
export function startOf(name: string, given: Environment): ProcessStart {
  const engines = ENGINES[name] ?? ['log', 'store'];
  const { env, faults } = separateEnvironment(given, engines);
  // Topics are made without a word to routing, so without its secret.
  const own = name === OPERATOR ? [] : (OWN_SETTINGS[name] ?? []);
  const groups: SettingGroups = Object.fromEntries(
    [processSettings, ...own].map((group, at): [string, SettingDefinitions] => [String(at), group]),
  );
  try {
    const { values } = readConfiguration({ groups, env, engines, faults, clientId: name });
    const ports = Object.entries(groups).flatMap(([at, group]) =>
      Object.entries(group)
        .filter(([, one]) => one.schema === portNumber && NOT_LISTENED_ON[name]?.includes(one) !== true)
        .map(([key]) => Number(values[at]?.[key])),
    );
    return { ports, faults: [] };
  } catch (error) {
    if (error instanceof ConfigurationError) return { ports: [], faults: error.faults };
    throw error;
  }
}
