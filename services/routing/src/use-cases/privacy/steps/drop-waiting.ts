import { outboundRecordSchema, outboundTopic } from '@onethread/contracts';
import type { IdentityId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import type { DeadLetterDocument } from '../../../stores/documents.ts';
import type { ErasureDocument } from '../../../stores/erasure-documents.ts';
import { knownIdentity } from '../../../stores/identities.ts';
import { wishForParked } from '../../parked/wish-for-parked.ts';
import { dropDeadLetter } from '../../dead-letters/drop-dead-letter.ts';
import { advance } from '../erasure-progress.ts';
import type { PrivacyContext } from '../privacy-context.ts';

const PAGE = 100;
export const ERASED_REASON = 'The person was erased.';

/** Records of these identities that could not be processed: given up, and never shown or replayed any more. */
export async function* dropDeadLetters(
  context: PrivacyContext,
  erasure: ErasureDocument,
): AsyncGenerator<ErasureDocument> {
  let known = erasure;
  for (let index = known.place?.index ?? 0; index < known.identityIds.length; index += 1) {
    let after = known.place?.index === index ? known.place.after : undefined;
    do {
      const query = { index: 'by_key', equals: [known.identityIds[index] ?? ''], limit: PAGE } as const;
      const page = await context.collections.deadLetters.find(after === undefined ? query : { ...query, after });
      for (const letter of page.documents) await drop(context, letter, known.by);
      after = page.cursor;
      known = await advance(context, known, {
        place: after === undefined ? { index: index + 1 } : { index, after },
        counts: { deadLetters: page.documents.length },
        lettersKeptUntil: Math.max(known.lettersKeptUntil, ...page.documents.map(({ keptUntil }) => keptUntil)),
      });
      yield known;
    } while (after !== undefined);
  }
}

async function drop(context: PrivacyContext, letter: DeadLetterDocument, by: string): Promise<void> {
  if (letter.state === 'open') await dropDeadLetter(context, { deadLetterId: letter._id, reason: ERASED_REASON, by });
  await changeDocument<DeadLetterDocument>(context.collections.deadLetters, {
    id: letter._id,
    make: (stored) => (stored === undefined || stored.erased === true ? stored : { ...stored, erased: true }),
  });
}

/**
 * Replies that wait in their channel: it is asked to give them up, behind everything that was handed to it before; then to
 * forget what it keeps of them itself.
 */
export async function* dropWaitingReplies(
  context: PrivacyContext,
  erasure: ErasureDocument,
): AsyncGenerator<ErasureDocument> {
  const { identityIds } = erasure;
  const parked = await wishForParked(context, { identityIds }, { type: 'drop-parked', reason: ERASED_REASON });
  await forgetInChannels(context, identityIds);
  yield await advance(context, erasure, { counts: { parked } });
}

async function forgetInChannels(
  { collections, now, publish }: PrivacyContext,
  identityIds: readonly IdentityId[],
): Promise<void> {
  const found = await Promise.all(identityIds.map((id) => knownIdentity(collections, id)));
  // One without an address was erased before, and its channel was told then.
  const known = found.flatMap((identity) => (identity === undefined || identity.externalId === '' ? [] : [identity]));
  const records = known.map(({ _id: identityId, channel, account, externalId }) => {
    const identity = { identityId, channel, account, externalId };
    const record = outboundRecordSchema.parse({ version: 1, occurredAt: now(), type: 'forget', identity });
    return { topic: outboundTopic(channel).name, key: identityId, value: JSON.stringify(record) };
  });
  if (records.length > 0) await publish(records);
}
