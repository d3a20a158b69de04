import { IntakeUnavailableError, type ChannelHost } from '@onethread/channel-kit';
import { normalAddress } from '../addresses.ts';
import type { AddressStandings } from '../address-standings.ts';
import type { Correspondences, SentMail } from '../correspondence.ts';
import { isAddressGone } from '../parsing/bounce-kinds.ts';
import type { Bounce } from '../parsing/parsed-mail.ts';

export interface TakeBounceParts {
  readonly host: Pick<ChannelHost, 'report' | 'refused'>;
  readonly correspondences: Pick<Correspondences, 'findSent'>;
  readonly standings: Pick<AddressStandings, 'isGone'>;
}

type Outcome = Pick<Bounce, 'action' | 'status' | 'kind' | 'isPermanent' | 'diagnostic' | 'recipients'>;

/**
 * Tells the reply that a bounce is about that it failed, and that its address is gone where the server says so; of a delay
 * only the count is kept. The mail is the one that the signed address names which the bounce came to (`returned`), else one
 * whose Message-ID it knows and whose recipient it names: a stranger's report fails nothing. False: it is about no mail of
 * ours, so it is to be shown like any other. Throws `IntakeUnavailableError`.
 */
export async function takeBounce(bounce: Bounce, parts: TakeBounceParts, returned?: SentMail): Promise<boolean> {
  const { host, correspondences, standings } = parts;
  const outcomes: readonly Outcome[] = [bounce, ...bounce.others];
  const named = new Set(outcomes.flatMap(({ recipients }) => recipients.map((recipient) => normalAddress(recipient))));
  const sent = returned ?? (await findSent(bounce.messageIds, named, correspondences));
  if (sent === undefined) return false;
  const address = recipientOf(sent);
  const names = ({ recipients }: Outcome) => recipients.some((recipient) => normalAddress(recipient) === address);
  // A report on several recipients may have had better luck with this one.
  const outcome = outcomes.slice(1).some(names) && !names(bounce) ? (outcomes.find(names) ?? bounce) : bounce;
  if (outcome.action !== 'failed') {
    host.refused(`bounce-${outcome.action}`);
    return true;
  }
  await host.report([
    {
      identity: sent.identity,
      entryId: sent.entryId,
      attempt: sent.attempt,
      providerMessageId: sent._id,
      status: 'failed',
      reason: { code: outcome.status, text: outcome.diagnostic, permanent: outcome.isPermanent },
    },
  ]);
  // An address that only answers were wanted at says nothing of the one that the person wrote from.
  if (isAddressGone(outcome) && sent.sentTo === undefined) {
    await standings.isGone(sent.identity, sent._id, outcome.diagnostic);
  }
  return true;
}

function recipientOf({ sentTo, identity }: SentMail): string {
  return sentTo ?? identity.externalId;
}

async function findSent(
  messageIds: readonly string[],
  named: ReadonlySet<string>,
  correspondences: TakeBounceParts['correspondences'],
): Promise<SentMail | undefined> {
  try {
    for (const messageId of messageIds) {
      const sent = await correspondences.findSent(messageId);
      if (sent !== undefined && named.has(recipientOf(sent))) return sent;
    }
    return undefined;
  } catch (error) {
    throw new IntakeUnavailableError('the channel’s store failed', { cause: error });
  }
}
