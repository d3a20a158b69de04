import { InvalidInboundError, isHostUnder, openMedia, type ChannelHost } from '@onethread/channel-kit';
import type { EntryId, Part, Profile } from '@onethread/contracts';
import type { SmsSettings } from '../config.ts';
import type { OptOuts } from '../opt-outs.ts';
import { displayed, readAddress } from '../phone-numbers.ts';
import { basicAuthorisation } from '../twilio-client.ts';
import { keywordOf } from './keywords.ts';
import { MalformedFormError, type InboundForm } from './read-request.ts';

/** Twilio's own limit of an MMS. */
const MAX_MEDIA = 10;
const MAX_MEDIA_BYTES = 16 * 1024 * 1024;
/** All files of one message; Twilio waits 15 s for the answer. */
const MEDIA_TIMEOUT_MS = 9000;
const TWILIO_MEDIA_DOMAINS = ['twilio.com', 'twiliocdn.com'];
/** Where Twilio's older media lie: its folder of a shared host. */
const TWILIO_BUCKET = { hostname: 's3-external-1.amazonaws.com', path: '/media.twiliocdn.com/' };

const OPTED_OUT_NOTICE = 'Opted out: replies are refused until they write START.';
const OPTED_IN_NOTICE = 'Opted in: replies are possible again.';

export interface MessageTaker {
  readonly host: ChannelHost;
  readonly settings: SmsSettings;
  readonly optOuts: OptOuts;
  readonly stopping: AbortSignal;
}

/** Makes one SMS or MMS durable, its opt-out first. Throws `MalformedFormError`, or what makes Twilio try again. */
export async function takeMessage(taker: MessageTaker, form: InboundForm, parameters: URLSearchParams): Promise<void> {
  const { host, settings, optOuts } = taker;
  const from = readAddress(form.From, settings.defaultCountry);
  const to = readAddress(form.To, settings.defaultCountry);
  if (from === undefined || to === undefined) throw new MalformedFormError('From or To is no address.');
  const account = to.prefix + to.value;
  const identity = host.identity(account, from.value);
  const keyword = keywordOf(form.Body, form.OptOutType);
  if (keyword === 'stop' || keyword === 'start') await optOuts.set(identity, keyword === 'stop', form.MessageSid);
  const parts = await readParts(taker, form, parameters, host.entryIdOf(account, form.MessageSid));
  try {
    await host.receive([
      {
        type: 'message',
        identity,
        profile: profileOf(from.value, form.ProfileName),
        providerMessageId: form.MessageSid,
        author: 'customer',
        parts,
        // Twilio has confirmed it to them already: shown, nothing to answer.
        automatic: keyword === 'stop',
        ...(keyword === 'stop' ? { notice: OPTED_OUT_NOTICE } : {}),
        ...(keyword === 'start' ? { notice: OPTED_IN_NOTICE } : {}),
      },
    ]);
  } catch (error) {
    if (error instanceof InvalidInboundError)
      throw new MalformedFormError('The message cannot be kept.', { cause: error });
    throw error;
  }
}

function profileOf(address: string, name: string | undefined): Profile {
  return {
    address: displayed(address),
    ...(address.startsWith('+') ? { phone: address.slice(0, 40) } : {}),
    ...(name === undefined ? {} : { name: name.slice(0, 200).toWellFormed() }),
  };
}

async function readParts(
  taker: MessageTaker,
  form: InboundForm,
  parameters: URLSearchParams,
  entryId: EntryId,
): Promise<Part[]> {
  const signal = AbortSignal.any([taker.stopping, AbortSignal.timeout(MEDIA_TIMEOUT_MS)]);
  const places = Array.from({ length: Math.min(form.NumMedia, MAX_MEDIA) }, (_, place) => place);
  const files = await Promise.all(places.map((place) => fetchFile(taker, parameters, entryId, place, signal)));
  const parts: Part[] = form.Body === '' ? files : [{ kind: 'text', text: form.Body.toWellFormed() }, ...files];
  return parts.length > 0 ? parts : [{ kind: 'unsupported', providerKind: 'empty message' }];
}

async function fetchFile(
  { host, settings }: MessageTaker,
  parameters: URLSearchParams,
  entryId: EntryId,
  place: number,
  signal: AbortSignal,
): Promise<Part> {
  const claimedType = parameters.get(`MediaContentType${place}`) ?? undefined;
  const name = `${claimedType?.split('/')[0] ?? 'file'}-${place + 1}`;
  const media = await openMedia({
    url: parameters.get(`MediaUrl${place}`) ?? '',
    isAllowed: (url) => isTwilioMedia(url, settings.apiUrl),
    headersFor: (url) => (wantsCredentials(url, settings.apiUrl) ? basicAuthorisation(settings) : {}),
    maxBytes: MAX_MEDIA_BYTES,
    signal,
  });
  if (media.kind === 'unavailable') {
    host.refused('media-unavailable');
    return { kind: 'missing-file', name: name.slice(0, 255), reason: media.reason };
  }
  return await host.storeFile({
    entryId,
    index: place,
    content: media.content,
    name,
    maxBytes: MAX_MEDIA_BYTES,
    ...(claimedType === undefined ? {} : { claimedType }),
  });
}

function isTwilioMedia(url: URL, apiUrl: string): boolean {
  if (url.origin === new URL(apiUrl).origin) return true;
  if (url.protocol !== 'https:' || url.port !== '') return false;
  if (isHostUnder(url.hostname, TWILIO_MEDIA_DOMAINS)) return true;
  return url.hostname === TWILIO_BUCKET.hostname && url.pathname.startsWith(TWILIO_BUCKET.path);
}

/** The API alone is told who we are, never the hosts that it sends on to. */
function wantsCredentials(url: URL, apiUrl: string): boolean {
  return url.origin === new URL(apiUrl).origin || url.origin === 'https://api.twilio.com';
}
