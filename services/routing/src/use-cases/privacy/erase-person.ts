import { createHash } from 'node:crypto';
import { identityIdOfCustomer } from '@onethread/contracts';
import type { CustomerId, IdentityId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import { RoutingError } from '../../domain/errors.ts';
import { ERASURE_STEPS, type ErasureDocument } from '../../stores/erasure-documents.ts';
import { readThreadScope } from '../reading/thread-scope.ts';
import { continueErasure, type ErasureProgress } from './continue-erasure.ts';
import type { PrivacyContext } from './privacy-context.ts';

export interface EraseRequest {
  readonly customerId: CustomerId;
  /** Of the person as it was shown to who decided this. */
  readonly identityIds: readonly IdentityId[];
  readonly by: string;
}

const NOTHING = { identities: 0, entries: 0, items: 0, files: 0, deadLetters: 0, parked: 0, searchEntries: 0 } as const;

/**
 * Forgets a person: see docs/adr/0010. What is to be done is stored first, and whoever dies on the way is followed by the
 * sweeper. Repeatable. Throws `RoutingError` not-found, invalid (no identities named) or conflict (the person is made of
 * others by now).
 */
export async function erasePerson(
  context: PrivacyContext,
  request: EraseRequest,
  onProgress: (progress: ErasureProgress) => void | Promise<void> = () => undefined,
): Promise<ErasureDocument> {
  const erasure = await begin(context, request);
  return await continueErasure(context, erasure, onProgress);
}

/** Freezes what it is about. */
async function begin(context: PrivacyContext, { customerId, identityIds, by }: EraseRequest): Promise<ErasureDocument> {
  const { collections, now } = context;
  if (identityIds.length === 0)
    throw new RoutingError('invalid', 'identity_ids are those of the person as it was shown: at least one');
  if ((await collections.identities.get(identityIdOfCustomer(customerId))) === undefined)
    throw new RoutingError('not-found', 'there is no such customer');
  const { members } = await readThreadScope(collections, customerId, 'all');
  const asked = [...new Set(identityIds)].toSorted();
  if (members.map(identityIdOfCustomer).toSorted().join() !== asked.join())
    throw new RoutingError('conflict', 'this person is made of other identities by now: look again before you decide');
  const { document } = await changeDocument<ErasureDocument>(collections.erasures, {
    id: erasureId(asked),
    // One that is under way is gone on with.
    make: (known) =>
      known !== undefined && known.finishedAt === undefined
        ? known
        : {
            _id: erasureId(asked),
            run: (known?.run ?? 0) + 1,
            identityIds: asked,
            by,
            startedAt: now(),
            step: ERASURE_STEPS[0],
            cuts: {},
            streams: [],
            scanned: {},
            counts: NOTHING,
            lettersKeptUntil: 0,
            touchedAt: now(),
          },
  });
  if (document === undefined) throw new Error('an erasure was neither there nor made');
  return document;
}

function erasureId(identityIds: readonly IdentityId[]): string {
  return `erase_${createHash('sha256').update(identityIds.join()).digest('hex').slice(0, 32)}`;
}
