import type { SettingDefinitions, SettingsOf } from '@onethread/runtime';
import type { SimulatorEvent } from '@onethread/testkit';
import type { ProviderName } from '../../wire/model.ts';
import { RefusedActError } from '../refused-act-error.ts';
import { PROVIDERS } from './list.ts';
import type { ProviderParts, ProviderSide } from './provider.ts';

/** What each provider's own settings say, by its name. */
export type GivenAccounts = Readonly<Record<ProviderName, SettingsOf<SettingDefinitions>>>;

export interface ProvidersOptions extends Omit<ProviderParts, 'onEvent'> {
  readonly onEvent: (provider: ProviderName, event: SimulatorEvent) => void;
  /** Default: invented ones, which nobody else knows. */
  readonly accounts?: GivenAccounts | undefined;
}

/** The simulated providers, all running. */
export class Providers {
  readonly all: readonly ProviderSide[];

  private constructor(all: readonly ProviderSide[]) {
    this.all = all;
  }

  /** Starts the simulators, each on a port of its own. */
  static async open({ accounts, onEvent, ...parts }: ProvidersOptions): Promise<Providers> {
    const opened = await Promise.allSettled(
      PROVIDERS.map(({ name, invent, open }) =>
        open(accounts?.[name] ?? invent(), { ...parts, onEvent: (event) => onEvent(name, event) }),
      ),
    );
    const running = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const failed = opened.find((one) => one.status === 'rejected');
    if (failed === undefined) return new Providers(running);
    await Promise.all(running.map((side) => side.close()));
    throw failed.reason;
  }

  /** Throws `RefusedActError` for an unknown name. */
  get(name: ProviderName): ProviderSide {
    const side = this.all.find(({ about }) => about.name === name);
    if (side === undefined) throw new RefusedActError('unknown-provider', 'There is no such provider.');
    return side;
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((side) => side.close()));
  }
}
