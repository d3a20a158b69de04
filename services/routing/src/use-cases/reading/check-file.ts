import { customerIdOf } from '@onethread/contracts';
import type { IdentityId } from '@onethread/contracts';
import { isForCustomer } from './customer-view.ts';
import { mergedItems } from './merged-items.ts';
import type { ReadingContext } from './reading-context.ts';
import { readThreadScope } from './thread-scope.ts';

/** Items of a feed that are looked through for a file, newest first. Files further back are not opened by their customer. */
export const MAX_ITEMS_SEARCHED = 20_000;
const CHUNK = 200;

export interface FileCheck {
  readonly blobId: string;
  /** Absent: an agent asks. */
  readonly identityId?: IdentityId;
}

/** An agent may open every file that belongs to history; a customer those of the feed that the identity may see. */
export async function checkFile(context: ReadingContext, { blobId, identityId }: FileCheck): Promise<boolean> {
  const info = blobId === '' ? undefined : await context.blobs.info(blobId);
  if (info?.claimed !== true) return false;
  if (identityId === undefined) return true;
  const { members } = await readThreadScope(context.collections, customerIdOf(identityId), 'proved');
  let searched = 0;
  for await (const item of mergedItems(context.collections, members, { direction: 'older', chunk: CHUNK })) {
    if (isForCustomer(item) && item.parts.some((part) => 'blobId' in part && part.blobId === blobId)) return true;
    searched += 1;
    if (searched >= MAX_ITEMS_SEARCHED) return false;
  }
  return false;
}
