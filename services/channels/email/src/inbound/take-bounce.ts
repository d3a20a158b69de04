import { IntakeUnavailableError, type ChannelHost } from '@onethread/channel-kit';
import { normalAddress } from '../addresses.ts';
import type { Correspondences, SentMail } from '../correspondence.ts';
import type { Bounce } from '../parsing/parsed-mail.ts';

export interface TakeBounceParts {
  readonly host: Pick<ChannelHost, 'report' | 'refused'>;
  readonly correspondences: Pick<Correspondences, 'findSent'>;
}

/**
 * Tells the reply that a bounce is about that it failed; of a delay only the count is kept. False: it is about no mail of
 * ours, so it is to be shown like any other. Throws `IntakeUnavailableError`.
 */
export async function takeBounce(bounce: Bounce, { host, correspondences }: TakeBounceParts): Promise<boolean> {
  const sent = await findSent(bounce.messageIds, correspondences);
  if (sent === undefined) return false;
  // Whoever guesses a Message-ID must also name the right person.
  const named = bounce.recipients.map((recipient) => normalAddress(recipient));
  if (named.length > 0 && !named.includes(sent.identity.externalId)) return false;
  if (bounce.action !== 'failed') {
    host.refused(`bounce-${bounce.action}`);
    return true;
  }
  const text = bounce.diagnostic === '' ? 'The mail came back as undeliverable.' : bounce.diagnostic;
  await host.report([
    {
      identity: sent.identity,
      entryId: sent.entryId,
      attempt: sent.attempt,
      providerMessageId: sent._id,
      status: 'failed',
      reason: { code: bounce.status, text, permanent: isPermanent(bounce.status) },
    },
  ]);
  return true;
}

async function findSent(
  messageIds: readonly string[],
  correspondences: TakeBounceParts['correspondences'],
): Promise<SentMail | undefined> {
  try {
    for (const messageId of messageIds) {
      const sent = await correspondences.findSent(messageId);
      if (sent !== undefined) return sent;
    }
    return undefined;
  } catch (error) {
    throw new IntakeUnavailableError('the channel’s store failed', { cause: error });
  }
}

/** RFC 3463: 4.x.x may pass, and so may a full mailbox (x.2.2), whatever a server calls it. */
function isPermanent(status: string): boolean {
  return !status.startsWith('4') && !status.endsWith('.2.2');
}
