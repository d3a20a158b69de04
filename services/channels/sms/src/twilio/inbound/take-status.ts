import type { ChannelHost, KnownSends, StatusDraft } from '@onethread/channel-kit';
import type { CountryCode } from 'libphonenumber-js/max';
import { MalformedFormError } from '../../intake/malformed-form.ts';
import { readAddress } from '../../numbers/phone-numbers.ts';
import { readSendId } from '../../send-id.ts';
import { type StatusForm } from './read-request.ts';

/** That Twilio reports on it at all says that Twilio has it: `sent`, in our words. Readers rank, so order does not matter. */
const STATUSES = new Map<string, StatusDraft['status']>(
  Object.entries({
    accepted: 'sent',
    scheduled: 'sent',
    queued: 'sent',
    sending: 'sent',
    sent: 'sent',
    delivered: 'delivered',
    read: 'read',
    undelivered: 'failed',
    failed: 'failed',
  }),
);

/** What carriers say, and whether sending again may help. */
const ERRORS = new Map<string, { readonly text: string; readonly permanent: boolean }>(
  Object.entries({
    '30001': { text: 'Twilio’s queue is full', permanent: false },
    '30002': { text: 'the Twilio account is suspended', permanent: false },
    '30003': { text: 'the phone cannot be reached', permanent: false },
    '30004': { text: 'the person blocks messages', permanent: true },
    '30005': { text: 'the number does not exist', permanent: true },
    '30006': { text: 'the number is a landline or cannot receive messages', permanent: true },
    '30007': { text: 'a carrier filtered the message', permanent: true },
    '30008': { text: 'the carrier gives no reason', permanent: false },
    '21610': { text: 'the person has opted out', permanent: true },
    '11200': { text: 'Twilio could not fetch the file', permanent: false },
  }),
);

export interface StatusTaker {
  readonly host: ChannelHost;
  readonly defaultCountry: CountryCode;
  readonly knownSends: KnownSends;
}

/** Passes on what Twilio says of a reply. `sendId` came back in the address: it may be known before the REST answer. */
export async function takeStatus(taker: StatusTaker, form: StatusForm, sendId: string | undefined): Promise<void> {
  const { host, defaultCountry, knownSends } = taker;
  const status = STATUSES.get(form.MessageStatus.toLowerCase());
  if (status === undefined) return host.refused('unknown-status');
  const from = readAddress(form.From, defaultCountry);
  const to = readAddress(form.To, defaultCountry);
  if (from === undefined || to === undefined) throw new MalformedFormError('From or To is no address.');
  const own = readSendId(sendId);
  if (own !== undefined) await knownSends.remember(own.sendId, form.MessageSid);
  await host.report([
    {
      identity: host.identity(from.prefix + from.value, to.value),
      status,
      providerMessageId: form.MessageSid,
      ...(own === undefined ? {} : { entryId: own.entryId, attempt: own.attempt }),
      ...(status === 'failed' ? { reason: reasonOf(form) } : {}),
    },
  ]);
}

function reasonOf(form: StatusForm): NonNullable<StatusDraft['reason']> {
  const known = ERRORS.get(form.ErrorCode ?? '');
  const said = known === undefined ? form.MessageStatus : `${form.MessageStatus}: ${known.text}`;
  const code = form.ErrorCode === undefined ? '' : ` (error ${form.ErrorCode})`;
  return {
    code: form.ErrorCode === undefined ? `twilio-${form.MessageStatus}` : `twilio-${form.ErrorCode}`,
    text: `Twilio reports ${said}${code}.`,
    permanent: known?.permanent ?? false,
  };
}
