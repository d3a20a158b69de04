import type { SimulatorEvent } from '@onethread/testkit';
import type { Provider } from '../../wire/model.ts';
import { createMailSide, type MailSide, type MailSideOptions } from './mail-side.ts';
import { createMessengerSide, type MessengerSide } from './messenger-side.ts';
import type { PlayedAccounts, PlayedDoors } from './played-accounts.ts';
import type { ProviderSide } from './provider-side.ts';
import { createSmsSide, type SmsSide } from './sms-side.ts';

export interface ProvidersOptions extends Pick<MailSideOptions, 'emailAddress' | 'smtpPort'> {
  readonly onEvent: (provider: Provider, event: SimulatorEvent) => void;
  readonly phoneIsOn: (phone: string) => boolean;
  readonly accounts: PlayedAccounts;
  readonly doors: PlayedDoors;
}

export interface Providers {
  readonly sms: SmsSide;
  readonly messenger: MessengerSide;
  readonly mail: MailSide;
}

/** Starts the three simulators, each on a port of its own. */
export async function openProviders(options: ProvidersOptions): Promise<Providers> {
  const { onEvent, phoneIsOn, accounts, doors, ...mailOptions } = options;
  const watch = (provider: Provider) => (event: SimulatorEvent) => onEvent(provider, event);
  const [sms, messenger, mail] = await Promise.all([
    createSmsSide(watch('sms'), phoneIsOn, accounts.sms, doors),
    createMessengerSide(watch('messenger'), accounts.messenger, doors),
    createMailSide({ ...mailOptions, account: accounts.mail, doors, onEvent: watch('mail') }),
  ]);
  return { sms, messenger, mail };
}

export function allOf({ sms, messenger, mail }: Providers): readonly ProviderSide[] {
  return [sms, messenger, mail];
}

/** One value of each provider, under its name. */
export function perProvider<T>(providers: Providers, read: (side: ProviderSide) => T): Record<Provider, T> {
  return { sms: read(providers.sms), messenger: read(providers.messenger), mail: read(providers.mail) };
}
