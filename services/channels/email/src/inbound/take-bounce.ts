import { IntakeUnavailableError, type ChannelHost } from '@onethread/channel-kit';
import { normalAddress } from '../addresses.ts';
import type { Correspondences, SentMail } from '../correspondence.ts';
import type { Bounce } from '../parsing/parsed-mail.ts';

export interface TakeBounceParts {
  readonly host: Pick<ChannelHost, 'report' | 'refused'>;
  readonly correspondences: Pick<Correspondences, 'findSent'>;
}

type Outcome = Pick<Bounce, 'action' | 'status' | 'kind' | 'isPermanent' | 'diagnostic' | 'recipients'>;

/**
 * Tells the reply that a bounce is about that it failed; of a delay only the count is kept. Whoever knows a Message-ID must
 * also name the person that it went to: a stranger's report fails nothing. False: it is about no mail of ours, so it is to be
 * shown like any other. Throws `IntakeUnavailableError`.
 */
export async function takeBounce(bounce: Bounce, { host, correspondences }: TakeBounceParts): Promise<boolean> {
  const outcomes: readonly Outcome[] = [bounce, ...bounce.others];
  const named = new Set(outcomes.flatMap(({ recipients }) => recipients.map((recipient) => normalAddress(recipient))));
  const sent = await findSent(bounce.messageIds, named, correspondences);
  if (sent === undefined) return false;
  const { externalId } = sent.identity;
  const names = ({ recipients }: Outcome) => recipients.some((recipient) => normalAddress(recipient) === externalId);
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
  return true;
}

async function findSent(
  messageIds: readonly string[],
  named: ReadonlySet<string>,
  correspondences: TakeBounceParts['correspondences'],
): Promise<SentMail | undefined> {
  try {
    for (const messageId of messageIds) {
      const sent = await correspondences.findSent(messageId);
      if (sent !== undefined && named.has(sent.identity.externalId)) return sent;
    }
    return undefined;
  } catch (error) {
    throw new IntakeUnavailableError('the channel’s store failed', { cause: error });
  }
}
