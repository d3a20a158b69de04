import type { ChannelDefinition } from '@onethread/channel-kit';
import { readSettings, type SettingDefinitions, type SettingsOf } from '@onethread/runtime';
import type { GraphSimulator, SimulatorObserver } from '@onethread/testkit';

/** Of the simulated app, in every test. */
export const APP_SECRET = 'app-secret';
export const VERIFY_TOKEN = 'verify-token';

/** What all simulators of Meta can. */
export interface SimulatedMeta<Row extends string = string> extends Pick<
  GraphSimulator,
  'url' | 'setWebhookUrl' | 'goDown' | 'close'
> {
  readonly faults: {
    next(
      fault: { readonly kind: 'error'; readonly row: Row } | { readonly kind: 'drop-answer' | 'drop-request' | 'hang' },
    ): void;
  };
}

/** One channel of Meta's between its settings and its simulator. */
export interface MetaSide<Settings, Provider extends SimulatedMeta<never>, Options> {
  readonly definition: ChannelDefinition<Settings>;
  readonly webhookPath: string;
  readonly account: string;
  /** Who writes. */
  readonly person: string;
  readonly settingsFor: (providerUrl: string, env?: Readonly<Record<string, string>>) => Settings;
  readonly simulate: (options?: Options) => Promise<Provider>;
  /** Makes the person known to the simulator. */
  readonly introduce: (provider: Provider) => void;
}

/** Options of every simulator. */
export interface Observed {
  readonly onEvent?: SimulatorObserver;
}

/** Settings of a channel whose variables begin with `prefix`, at a simulator. */
export function settingsAt<Definitions extends SettingDefinitions>(
  definitions: Definitions,
  prefix: string,
  providerUrl: string,
  env: Readonly<Record<string, string>>,
): SettingsOf<Definitions> {
  return readSettings(definitions, {
    [`${prefix}_APP_SECRET`]: APP_SECRET,
    [`${prefix}_VERIFY_TOKEN`]: VERIFY_TOKEN,
    [`${prefix}_GRAPH_URL`]: providerUrl,
    ...env,
  });
}
