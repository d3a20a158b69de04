import { readConfiguration, type EngineChoice } from '@onethread/process';
import { routingSettings } from '@onethread/routing';
import type { Environment, SettingDefinitions } from '@onethread/runtime';
import { CHANNELS, type ListedChannel } from './channels.ts';
import { allInOneSettings, secretSettings, type AllInOneSettings } from './config.ts';
import { GENERATED_SECRETS } from './secrets.ts';

/** Beside groups that are named for their channels. */
const OWN_GROUP = 'all in one';

/** Stands in for secrets that the data folder keeps or will keep: long enough for every schema. */
const KEPT_SECRET = 'x'.repeat(64);

/**
 * Reads every setting of every service once, before anything is opened, so that an operator hears of all faults together.
 * Throws `ConfigurationError`.
 */
export function checkSettings(given: Environment): {
  readonly settings: AllInOneSettings;
  readonly engines: EngineChoice;
} {
  const env = { ...Object.fromEntries(GENERATED_SECRETS.map((name) => [name, KEPT_SECRET])), ...withoutEmpty(given) };
  const channels = CHANNELS.map(
    (channel) =>
      [channel.name, isConfigured(channel, env) ? channel.settings : optionalOnly(channel.settings)] as const,
  );
  const { values, engines } = readConfiguration({
    groups: {
      ...Object.fromEntries(channels),
      [OWN_GROUP]: allInOneSettings,
      secrets: secretSettings,
      routing: routingSettings,
    },
    env,
    clientId: 'onethread',
  });
  return { settings: values[OWN_GROUP], engines };
}

/** A channel none of whose required settings is given is left out; one that is given in part is a fault of the configuration. */
export function isConfigured(
  { settings, needsAccount }: Pick<ListedChannel, 'settings' | 'needsAccount'>,
  env: Environment,
): boolean {
  const required = Object.values(settings).filter(isRequired);
  return !needsAccount || required.some(({ envName }) => (env[envName] ?? '') !== '');
}

function optionalOnly(settings: SettingDefinitions): SettingDefinitions {
  return Object.fromEntries(Object.entries(settings).filter(([, setting]) => !isRequired(setting)));
}

function isRequired({ default: byDefault, schema }: SettingDefinitions[string]): boolean {
  return byDefault === undefined && !schema.safeParse(undefined).success;
}

function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
}
