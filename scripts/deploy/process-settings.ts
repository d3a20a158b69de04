import type { SettingDefinitions } from '@onethread/runtime';
import { CHANNELS } from '../../services/all-in-one/src/channels.ts';
import { deskSettings } from '../../services/agent-desk/src/config.ts';
import { channelSettings } from '../../services/channels/kit/src/config.ts';
import { processSettings } from '../../services/lib/process/src/config.ts';
import { engineSettings } from '../../services/lib/process/src/engine-settings.ts';
import { isOptional } from '../../services/lib/runtime/src/settings.ts';
import { playgroundSettings } from '../../services/playground/src/config.ts';
import { routingSettings } from '../../services/routing/src/config.ts';
import { OPERATOR } from './image-contents.ts';

/** What a process reads of its environment. */
export interface ProcessVariables {
  readonly known: ReadonlySet<string>;
  /** Without them it does not start. */
  readonly required: ReadonlySet<string>;
  readonly secret: ReadonlySet<string>;
}

/** Groups of settings that each process has beside those of all. */
export const OWN_SETTINGS: Readonly<Record<string, readonly SettingDefinitions[]>> = {
  routing: [routingSettings],
  'agent-desk': [deskSettings],
  playground: [playgroundSettings],
  // The secret only where it speaks to routing, not where it makes topics.
  [OPERATOR]: [{ tokenSecret: { ...routingSettings.tokenSecret, default: '' } }],
  ...Object.fromEntries(CHANNELS.map(({ name, settings }) => [`channel-${name}`, [channelSettings, settings]])),
};

/** Where the engines are: optional for all processes in one, required of those that are deployed alone. */
const ENGINE_ADDRESSES = ['KAFKA_BROKERS', 'MONGODB_URI'];
const WITHOUT_ENGINES = new Set(['playground']);

/** Variables of every process that has an image, under its name. */
export function processVariables(): ReadonlyMap<string, ProcessVariables> {
  return new Map(
    Object.entries(OWN_SETTINGS).map(([name, own]) => {
      const all = [...own, processSettings, engineSettings].flatMap((group) => Object.values(group));
      const required = all.filter((setting) => setting.default === undefined && !isOptional(setting));
      return [
        name,
        {
          known: new Set(all.map(({ envName }) => envName)),
          required: new Set([
            ...required.map(({ envName }) => envName),
            ...(WITHOUT_ENGINES.has(name) ? [] : ENGINE_ADDRESSES),
          ]),
          secret: new Set(all.filter(({ secret }) => secret).map(({ envName }) => envName)),
        },
      ];
    }),
  );
}
