import type { SimulatorEvent } from '@onethread/testkit';
import type { Provider } from '../../wire/model.ts';
import { createMailSide, type MailSide, type MailSideOptions } from './mail-side.ts';
import { createMessengerSide, type MessengerSide } from './messenger-side.ts';
import type { ProviderSide } from './provider-side.ts';
import { createSmsSide, type SmsSide } from './sms-side.ts';

export interface ProvidersOptions extends Pick<MailSideOptions, 'emailAddress' | 'smtpPort'> {
  readonly onEvent: (provider: Provider, event: SimulatorEvent) => void;
  readonly phoneIsOn: (phone: string) => boolean;
}

export interface Providers {
  readonly sms: SmsSide;
  readonly messenger: MessengerSide;
  readonly mail: MailSide;
}

/** Starts the three simulators, each on a port of its own. */
export async function openProviders({ onEvent, phoneIsOn, ...mailOptions }: ProvidersOptions): Promise<Providers> {
  const watch = (provider: Provider) => (event: SimulatorEvent) => onEvent(provider, event);
  const [sms, messenger, mail] = await Promise.all([
    createSmsSide(watch('sms'), phoneIsOn),
    createMessengerSide(watch('messenger')),
    createMailSide({ ...mailOptions, onEvent: watch('mail') }),
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
