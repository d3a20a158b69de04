import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeSettings, type SettingDefinitions } from '@onethread/runtime';
import { CHANNELS } from '../services/all-in-one/src/channels.ts';
import { engineSettings } from '../services/lib/process/src/engine-settings.ts';
import { allInOneSettings, secretSettings } from '../services/all-in-one/src/config.ts';
import { playgroundSettings } from '../services/playground/src/config.ts';
import { routingSettings } from '../services/routing/src/config.ts';
import { ROOT } from './workspaces.ts';

export const ENV_EXAMPLE_FILE = '.env.example';

/** `.env.example` as the declarations say; a test compares it with the file. */
export function envExample(): string {
  const groups: readonly (readonly [string, SettingDefinitions])[] = [
    ['Process', allInOneSettings],
    ['Engines', engineSettings],
    ['Secrets (made at the first start and kept in the data folder where they are not given)', secretSettings],
    ['Routing', routingSettings],
    ...CHANNELS.map(({ name, settings }) => [`Channel ${name}`, settings] as const),
    ['Playground as a process of its own', playgroundSettings],
  ];
  const head =
    '# Every setting with its default, made by `npm run env:example`. Nothing here is needed for `npm start`.\n';
  const seen = new Set<string>();
  const sections = groups.map(([title, settings]) => {
    const fresh = Object.fromEntries(Object.entries(settings).filter(([, { envName }]) => !seen.has(envName)));
    for (const { envName } of Object.values(fresh)) seen.add(envName);
    return describeSettings(title, fresh);
  });
  return [head, ...sections].join('\n');
}

if (import.meta.main) writeFileSync(join(ROOT, ENV_EXAMPLE_FILE), envExample());
