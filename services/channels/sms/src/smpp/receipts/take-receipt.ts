import type { ChannelHost } from '@onethread/channel-kit';
import type { PartReport, ReplyParts } from '../../receipts/reply-parts.ts';
import { readSendId } from '../../send-id.ts';
import { canonicalReceiptId, type IdForm } from './message-ids.ts';
import type { SmppReceipt } from './read-receipt.ts';
import type { ParkedReceipt, Submitted, SubmittedMessages } from './submitted.ts';

const STATES: ReadonlyMap<string, PartReport['state']> = new Map([
  ['ENROUTE', 'sent'],
  ['ACCEPTD', 'sent'],
  ['DELIVRD', 'delivered'],
  ['EXPIRED', 'failed'],
  ['DELETED', 'failed'],
  ['UNDELIV', 'failed'],
  ['REJECTD', 'failed'],
]);

const WORDS: ReadonlyMap<string, string> = new Map([
  ['EXPIRED', 'the phone could not be reached in time'],
  ['DELETED', 'the carrier deleted the message'],
  ['UNDELIV', 'the message cannot be delivered'],
  ['REJECTD', 'the carrier refused the message'],
]);
/** Sending again may help: the phone was off. */
const MAY_HELP = new Set(['EXPIRED']);

export interface ReceiptTaker {
  readonly host: ChannelHost;
  readonly submitted: SubmittedMessages;
  readonly replyParts: ReplyParts;
  readonly receiptIds: IdForm;
}

/** Tells what a receipt says of our message; one that comes before the answer to its submit_sm waits for that. */
export async function takeReceipt(
  taker: ReceiptTaker,
  receipt: SmppReceipt,
  /** Our number and the person's, as this receipt names them: its sender is who received our message. */
  ends: { readonly ours: string; readonly person: string },
): Promise<void> {
  const { host, submitted, receiptIds } = taker;
  const word: ParkedReceipt = {
    state: receipt.state,
    ...(receipt.error === undefined ? {} : { error: receipt.error }),
  };
  const messageId = receipt.id === undefined ? undefined : canonicalReceiptId(receipt.id, receiptIds);
  const find = async (): Promise<Submitted | undefined> =>
    messageId === undefined ? undefined : await submitted.byMessageId(messageId);
  const known = (await find()) ?? (await unanswered(taker, receipt, ends, messageId));
  if (known !== undefined) return await tell(taker, known, word);
  if (messageId === undefined) return host.refused('receipt-of-nothing');
  if (!(await submitted.park(messageId, word))) return host.refused('too-many-receipts-parked');
  // The answer may have come between our look and our note.
  const late = await find();
  if (late === undefined) return;
  for (const parked of await submitted.answered(late._id, messageId)) await tell(taker, late, parked);
}

/** A call whose answer was lost, by the reference that we sent along. */
async function unanswered(
  { host, submitted }: ReceiptTaker,
  { reference }: SmppReceipt,
  { ours, person }: { readonly ours: string; readonly person: string },
  messageId: string | undefined,
): Promise<Submitted | undefined> {
  if (reference === undefined) return undefined;
  const found = await submitted.byReference(host.identity(ours, person), reference);
  if (found !== undefined && messageId !== undefined) await submitted.answered(found._id, messageId);
  return found;
}

/** Passes on one word on one submit_sm. Durable when it resolves. */
export async function tell(
  { host, replyParts }: Pick<ReceiptTaker, 'host' | 'replyParts'>,
  submitted: Submitted,
  { state, error }: ParkedReceipt,
): Promise<void> {
  const own = readSendId(submitted._id);
  const status = STATES.get(state);
  // UNKNOWN says just that.
  if (own === undefined || status === undefined) return host.refused('unknown-status');
  const { identity, part, total } = submitted;
  const said = error === undefined || /^0*$/.test(error) ? '' : ` (error ${error})`;
  const reason = {
    code: `smpp-${state.toLowerCase()}`,
    text: `The carrier reports: ${WORDS.get(state) ?? state}${said}.`,
    permanent: !MAY_HELP.has(state),
  };
  await replyParts.report({
    entryId: own.entryId,
    attempt: own.attempt,
    identity,
    part: String(part),
    total,
    state: status,
    ...(status === 'failed' ? { reason } : {}),
    ...(submitted.messageId === undefined ? {} : { providerMessageId: submitted.messageId }),
  });
}
