import type { ChannelHost, KnownSends } from '@onethread/channel-kit';
import type { CountryCode } from 'libphonenumber-js/max';
import { MalformedFormError } from '../../intake/malformed-form.ts';
import { readAddress, withPlus } from '../../numbers/phone-numbers.ts';
import type { PartState, ReplyParts } from '../../receipts/reply-parts.ts';
import { readSendId } from '../../send-id.ts';
import type { VonageReceipt } from './read-request.ts';

const STATES: ReadonlyMap<string, PartState> = new Map([
  ['accepted', 'sent'],
  ['buffered', 'sent'],
  ['delivered', 'delivered'],
  ['expired', 'failed'],
  ['failed', 'failed'],
  ['rejected', 'failed'],
]);

/** `err-code` of receipts, and whether sending again may help. */
const ERRORS: ReadonlyMap<string, { readonly text: string; readonly permanent: boolean }> = new Map([
  ['1', { text: 'no reason was given', permanent: false }],
  ['2', { text: 'the phone is off or out of reach', permanent: false }],
  ['3', { text: 'the number is no longer in use', permanent: true }],
  ['4', { text: 'the person blocks messages', permanent: true }],
  ['5', { text: 'the number was moved to another carrier', permanent: false }],
  ['6', { text: 'a carrier filtered the message', permanent: true }],
  ['7', { text: 'the phone was busy', permanent: false }],
  ['8', { text: 'a fault of the network', permanent: false }],
  ['9', { text: 'the number may not receive messages', permanent: true }],
  ['10', { text: 'the message is not valid', permanent: true }],
  ['11', { text: 'no route to the number', permanent: true }],
  ['12', { text: 'the number cannot be reached', permanent: true }],
  ['13', { text: 'the person’s age does not allow it', permanent: true }],
  ['14', { text: 'the carrier blocks the number', permanent: true }],
  ['15', { text: 'the person’s credit is used up', permanent: false }],
]);

export interface ReceiptTaker {
  readonly host: ChannelHost;
  readonly defaultCountry: CountryCode;
  readonly knownSends: KnownSends;
  readonly replyParts: ReplyParts;
}

/** Passes on what Vonage says of a reply; `client-ref` is our send id, so it may come before the answer of the send call. */
export async function takeReceipt(taker: ReceiptTaker, receipt: VonageReceipt): Promise<void> {
  const { host, defaultCountry, knownSends, replyParts } = taker;
  const state = STATES.get(receipt.status.toLowerCase());
  if (state === undefined) return host.refused('unknown-status');
  const ours = readAddress(withPlus(receipt.to), defaultCountry);
  const person = readAddress(withPlus(receipt.msisdn), defaultCountry);
  if (ours === undefined || person === undefined) throw new MalformedFormError('msisdn or to is no address.');
  const identity = host.identity(ours.value, person.value);
  const { messageId: providerMessageId } = receipt;
  const reason = state === 'failed' ? { reason: reasonOf(receipt) } : {};
  const own = readSendId(receipt['client-ref']);
  if (own === undefined) {
    // Not ours, or sent by an older life: history knows messages by the provider's id as well.
    await host.report([{ identity, status: state, providerMessageId, ...reason }]);
    return;
  }
  await knownSends.remember(own.sendId, providerMessageId);
  const { entryId, attempt } = own;
  await replyParts.report({
    entryId,
    attempt,
    identity,
    part: providerMessageId,
    state,
    providerMessageId,
    ...reason,
  });
}

function reasonOf(receipt: VonageReceipt) {
  const code = receipt['err-code'];
  const known = ERRORS.get(code ?? '');
  const said = known === undefined ? receipt.status : `${receipt.status}: ${known.text}`;
  return {
    code: code === undefined ? `vonage-${receipt.status}` : `vonage-${code}`,
    text: `Vonage reports ${said}${code === undefined ? '' : ` (error ${code})`}.`,
    permanent: known?.permanent ?? false,
  };
}
