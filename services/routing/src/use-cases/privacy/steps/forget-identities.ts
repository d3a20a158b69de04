import { changeDocument } from '@onethread/documents';
import type { Collection, CollectionDefinition, StoredDocument } from '@onethread/documents';
import { customerIdOf } from '@onethread/contracts';
import type { IdentityId } from '@onethread/contracts';
import { personKeys } from '../../../domain/person-profile.ts';
import { without } from '../../../domain/without.ts';
import type { ThreadDocument } from '../../../stores/documents.ts';
import type { IdentityDocument, LinkDocument } from '../../../stores/identity-documents.ts';
import type { ErasureDocument } from '../../../stores/erasure-documents.ts';
import { allLinksAt } from '../../../stores/links.ts';
import { indexedIdentity } from '../../search/searchable.ts';
import { removePictures } from '../../../stores/pictures.ts';
import { advance, customersOf } from '../erasure-progress.ts';
import type { PrivacyContext } from '../privacy-context.ts';

const PAGE = 100;

/** Possible matches, codes, agents' words on links, and what the search index may still hold. That there was a link stays: by it both threads are what they are. */
export async function* forgetEvidence(
  context: PrivacyContext,
  erasure: ErasureDocument,
): AsyncGenerator<ErasureDocument> {
  const { collections } = context;
  for (const identityId of erasure.identityIds) {
    await removeAll(collections.matches, 'by_end', identityId);
    await removeAll(collections.linkCodes, 'by_identity', identityId);
    await removeAll(collections.confirmations, 'by_target', identityId);
    await removeAll(collections.unreadReplies, 'by_identity', identityId);
    for (const { _id: id } of await allLinksAt(collections, identityId)) {
      await changeDocument<LinkDocument>(collections.links, {
        id,
        make: (known) => (known?.note === undefined ? known : without(known, 'note')),
      });
    }
  }
  let searchEntries = 0;
  for (const customerId of customersOf(erasure)) searchEntries += await context.search.emptyCustomer(customerId);
  yield await advance(context, erasure, { counts: { searchEntries } });
}

/** Names, addresses, pictures and what a channel told of the person; ids stay. */
export async function* forgetIdentities(
  context: PrivacyContext,
  erasure: ErasureDocument,
): AsyncGenerator<ErasureDocument> {
  const { collections, search } = context;
  let files = 0;
  for (const identityId of erasure.identityIds) {
    const { document } = await changeDocument<IdentityDocument>(collections.identities, {
      id: identityId,
      make: async (known) => {
        if (known === undefined || (known.erasedAt ?? 0) >= erasure.startedAt) return known;
        // Before what names them: afterwards nothing tells which they were.
        files += await removePictures(context, known);
        return forgotten(known, erasure.startedAt);
      },
    });
    collections.memory.identities.delete(identityId);
    if (document !== undefined) await search.index([indexedIdentity(document)]);
    await changeDocument<ThreadDocument>(collections.threads, {
      id: customerIdOf(identityId),
      make: (known) => (known?.verifiedUser === undefined ? known : without(known, 'verifiedUser')),
    });
  }
  const identities = erasure.identityIds.length;
  yield await advance(context, erasure, { counts: { identities, files, searchEntries: identities } });
}

/** Without `externalId` nobody can be written to; a new message of the person brings it back. */
function forgotten(known: IdentityDocument, erasedAt: number): Omit<IdentityDocument, 'rev'> {
  const { _id, channel, account, customerId, createdAt, standing } = known;
  const left = { _id, channel, account, externalId: '', customerId, createdAt, erasedAt, toldAt: {} };
  // Somebody who came back and opted out meanwhile is not written to.
  const said = standing !== undefined && Math.floor(standing.at / 1000) > erasedAt ? { standing } : {};
  return { ...left, ...said, ...personKeys({}) };
}

async function removeAll<D extends StoredDocument>(
  collection: Collection<D>,
  index: keyof NonNullable<CollectionDefinition['indexes']>,
  identityId: IdentityId,
): Promise<void> {
  for (;;) {
    const { documents } = await collection.find({ index, equals: [identityId], limit: PAGE });
    if (documents.length === 0) return;
    await Promise.all(documents.map(({ _id }) => collection.remove(_id)));
  }
}
