import { isHostUnder } from '@onethread/channel-kit';
import type { TwilioSettings } from '../settings.ts';

const TWILIO_API = 'https://api.twilio.com';
const TWILIO_MEDIA_DOMAINS = ['twilio.com', 'twiliocdn.com'];
/** Where Twilio's older media lie: its folder of a shared host. */
const TWILIO_BUCKET = { hostname: 's3-external-1.amazonaws.com', path: '/media.twiliocdn.com/' };

/** Whether an address may be called at all: Twilio's hosts, and that of the settings. */
export function isTwilioMedia(url: URL, apiUrl: string): boolean {
  if (url.origin === new URL(apiUrl).origin) return true;
  if (url.protocol !== 'https:' || url.port !== '') return false;
  if (isHostUnder(url.hostname, TWILIO_MEDIA_DOMAINS)) return true;
  return url.hostname === TWILIO_BUCKET.hostname && url.pathname.startsWith(TWILIO_BUCKET.path);
}

/** The API alone is told who we are, never the hosts that it sends on to. */
export function wantsCredentials(url: URL, apiUrl: string): boolean {
  return url.origin === new URL(apiUrl).origin || url.origin === TWILIO_API;
}

/** The path of a media resource of our own account; undefined for any other address. */
export function mediaPathOf(address: string, { apiUrl, accountSid }: TwilioSettings): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !wantsCredentials(url, apiUrl)) return undefined;
  const [, account] = /^\/2010-04-01\/Accounts\/(\w+)\/Messages\/\w+\/Media\/\w+$/.exec(url.pathname) ?? [];
  return account === accountSid ? url.pathname : undefined;
}
