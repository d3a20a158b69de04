import type { SettingDefinitions } from '@onethread/runtime';
import { instagram } from './instagram/instagram.ts';
import { mail } from './mail/mail.ts';
import { messenger } from './messenger/messenger.ts';
import type { Provider } from './provider.ts';
import { sms } from './sms/sms.ts';
import { telegram } from './telegram/telegram.ts';
import { whatsapp } from './whatsapp/whatsapp.ts';

/** Forgets of which settings it is: what a provider is given was read, or invented, by its own. */
function listed<Definitions extends SettingDefinitions>(provider: Provider<Definitions>): Provider {
  return provider as unknown as Provider;
}

/** Every company that is simulated, in the order of their windows: adding one is adding its line. */
export const PROVIDERS: readonly Provider[] = [
  listed(sms),
  listed(whatsapp),
  listed(messenger),
  listed(instagram),
  listed(telegram),
  listed(mail),
];

/** Settings of real accounts at the providers: as soon as one of them is given, the playground stays off. */
export const REAL_ACCOUNT_SETTINGS: readonly string[] = PROVIDERS.flatMap(
  ({ realAccountSettings }) => realAccountSettings,
);
