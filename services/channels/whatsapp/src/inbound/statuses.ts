import type { ReceiptDraft, StatusDraft } from '@onethread/channel-kit';
import { readSendMark } from '@onethread/meta-graph';
import { WHATSAPP_ERRORS } from '../send/errors.ts';
import type { WhatsappUpdate } from './read-updates.ts';
import type { WhatsappError } from './schemas.ts';
import type { DraftMaker } from './to-drafts.ts';

export interface StatusDrafts {
  readonly statuses: readonly StatusDraft[];
  readonly receipts: readonly ReceiptDraft[];
}

/**
 * What became of a reply, in whatever order Meta tells it: routing ranks it. Our own mark comes back with each, so that the
 * first of them settles a call whose answer was lost.
 */
export async function statusDrafts(
  { host, knownSends }: DraftMaker,
  { phoneNumberId, personId, status }: Extract<WhatsappUpdate, { kind: 'status' }>,
): Promise<StatusDrafts> {
  const identity = host.identity(phoneNumberId, personId);
  const providerMessageId = status.id;
  const own = readSendMark(status.biz_opaque_callback_data ?? '');
  const isNews = own !== undefined && (await knownSends.providerMessageIdOf(own.sendId)) === undefined;
  if (isNews) await knownSends.remember(own.sendId, providerMessageId);
  const reply = own === undefined ? {} : { entryId: own.entryId, attempt: own.attempt };
  // A reply is sent with its last call; earlier ones are for reconciling alone.
  const endsReply = own?.isLast === true;
  const sent: StatusDraft[] = endsReply ? [{ identity, ...reply, status: 'sent', providerMessageId }] : [];
  switch (status.status) {
    case 'sent':
      return { statuses: sent, receipts: [] };
    case 'delivered':
    case 'read':
    case 'played': {
      const receipt = status.status === 'delivered' ? 'delivered' : 'read';
      return { statuses: isNews ? sent : [], receipts: [{ identity, receipt, providerMessageId }] };
    }
    case 'failed': {
      const failed: StatusDraft = {
        identity,
        ...reply,
        providerMessageId,
        status: 'failed',
        reason: reasonOf(status.errors?.[0]),
      };
      return { statuses: [failed], receipts: [] };
    }
    default:
      host.refused('unknown-status');
      return { statuses: [], receipts: [] };
  }
}

function reasonOf(error: WhatsappError | undefined): NonNullable<StatusDraft['reason']> {
  if (error === undefined) return { code: 'failed', text: 'WhatsApp could not deliver it.', permanent: false };
  const row = WHATSAPP_ERRORS.byCode[error.code];
  const details = error.error_data?.details;
  const words = [error.title ?? error.message, details].filter(Boolean).join(': ');
  const text = words === '' ? `WhatsApp told error ${error.code}.` : words;
  return { code: row?.code ?? `meta-${error.code}`, text, permanent: row === undefined || row.verdict === 'rejected' };
}
