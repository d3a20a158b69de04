import { without } from './without.ts';

/** What is kept of somebody's picture at one identity. */
export interface PicturedIdentity {
  readonly avatarBlobId?: string;
  readonly replacedPictures?: readonly string[];
  readonly toldAt?: Readonly<Record<string, number>>;
  readonly erasedAt?: number;
}

/**
 * The identity with this picture (empty: none any more), told at `at` (epoch ms); itself where something newer was told,
 * or the person was erased since.
 */
export function withPicture<I extends PicturedIdentity>(identity: I, blobId: string, at: number): I {
  const { avatarBlobId, replacedPictures = [], erasedAt, toldAt } = identity;
  if (at <= Math.max(toldAt?.['avatarBlobId'] ?? 0, erasedAt ?? 0)) return identity;
  const replaced = avatarBlobId === undefined ? replacedPictures : [...replacedPictures, avatarBlobId];
  const gone = replaced.filter((other) => other !== blobId);
  return {
    ...without(identity, 'avatarBlobId', 'replacedPictures'),
    ...(blobId === '' ? {} : { avatarBlobId: blobId }),
    ...(gone.length === 0 ? {} : { replacedPictures: gone }),
    toldAt: { ...toldAt, avatarBlobId: at },
  } as unknown as I;
}

/** Every file that is one of its pictures. */
export function picturesOf({ avatarBlobId, replacedPictures = [] }: PicturedIdentity): readonly string[] {
  return avatarBlobId === undefined ? replacedPictures : [avatarBlobId, ...replacedPictures];
}

/** Of one person with several identities the newest is shown; undefined where none has one. */
export function newestPicture(identities: Iterable<PicturedIdentity>): string | undefined {
  let newest: { readonly blobId: string; readonly at: number } | undefined;
  for (const { avatarBlobId: blobId, toldAt } of identities) {
    const at = toldAt?.['avatarBlobId'] ?? 0;
    const isNewer = newest === undefined || at > newest.at || (at === newest.at && (blobId ?? '') > newest.blobId);
    if (blobId !== undefined && isNewer) newest = { blobId, at };
  }
  return newest?.blobId;
}
