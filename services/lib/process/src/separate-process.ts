import type { Environment, SettingFault } from '@onethread/runtime';
import type { EngineKind } from './engine-choice.ts';

/** A file of SQLite belongs to one process, so a process that has others beside it never opens one. */
const ONLY_BACKEND = {
  log: { name: 'LOG_BACKEND', backend: 'kafka' },
  store: { name: 'STORE_BACKEND', backend: 'mongodb' },
} as const;

/** It is there to be reached by others; what may reach it is the network's matter. */
const HOST = '0.0.0.0';

/**
 * The environment of a process that runs one service: what is not given takes the values that make sense beside others;
 * an engine that only one process can use is a fault.
 */
export function separateEnvironment(
  given: Environment,
  engines: readonly EngineKind[],
): { readonly env: Environment; readonly faults: readonly SettingFault[] } {
  const env: Record<string, string | undefined> = { ...given };
  const faults: SettingFault[] = [];
  const provide = (name: string, value: string): string => {
    const text = env[name]?.trim() ?? '';
    if (text === '') env[name] = value;
    return text;
  };
  provide('HOST', HOST);
  for (const kind of engines) {
    const { name, backend } = ONLY_BACKEND[kind];
    if (provide(name, backend) === 'sqlite')
      faults.push({
        name,
        got: '"sqlite"',
        expected: `${backend}: a SQLite file serves one process, so run all services in one (npm start) or use ${backend}`,
      });
  }
  return { env, faults };
}
