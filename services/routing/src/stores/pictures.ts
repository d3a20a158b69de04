import type { IdentityId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import { picturesOf, withPicture } from '../domain/picture.ts';
import { without } from '../domain/without.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import type { IdentityDocument } from './identity-documents.ts';

export interface ToldPicture {
  /** Empty: they have none any more. */
  readonly blobId: string;
  /** Epoch ms; the latest counts. */
  readonly at: number;
}

/**
 * Keeps what a channel told of somebody's picture, and deletes the file of every other one. Repeatable: whoever dies in
 * between leaves what is to be deleted named, and the same record comes again. False: something newer counts.
 */
export async function keepPicture(
  context: Pick<UseCaseContext, 'collections' | 'claimFiles' | 'removeFiles'>,
  known: IdentityDocument,
  { blobId, at }: ToldPicture,
): Promise<boolean> {
  const { identities, memory } = context.collections;
  const { document = known } = await changeDocument<IdentityDocument>(identities, {
    id: known._id,
    believed: { document: known },
    make: (stored) => stored && withPicture(stored, blobId, at),
  });
  memory.identities.set(document);
  // Claimed only once it counts: what nobody refers to must stay one that the sweep takes.
  const counts = (document.avatarBlobId ?? '') === blobId;
  if (blobId !== '' && counts) await context.claimFiles?.([blobId]);
  else if (blobId !== '') await context.removeFiles?.([blobId]);
  if (document.replacedPictures !== undefined) await removeReplaced(context, document._id, document.replacedPictures);
  return counts;
}

async function removeReplaced(
  { collections, removeFiles }: Pick<UseCaseContext, 'collections' | 'removeFiles'>,
  id: IdentityId,
  replaced: readonly string[],
): Promise<void> {
  const { identities, memory } = collections;
  await removeFiles?.(replaced);
  const { document } = await changeDocument<IdentityDocument>(identities, {
    id,
    make: (stored) => stored && withoutReplaced(stored, replaced),
  });
  if (document !== undefined) memory.identities.set(document);
}

function withoutReplaced(stored: IdentityDocument, removed: readonly string[]): IdentityDocument {
  const left = stored.replacedPictures?.filter((blobId) => !removed.includes(blobId)) ?? [];
  if (left.length > 0) return { ...stored, replacedPictures: left };
  return stored.replacedPictures === undefined ? stored : without(stored, 'replacedPictures');
}

/** Deletes the files of all pictures of an identity, and tells how many it names. Repeatable. */
export async function removePictures(
  { removeFiles }: Pick<UseCaseContext, 'removeFiles'>,
  identity: Pick<IdentityDocument, 'avatarBlobId' | 'replacedPictures'>,
): Promise<number> {
  const pictures = picturesOf(identity);
  if (pictures.length > 0) await removeFiles?.(pictures);
  return pictures.length;
}
