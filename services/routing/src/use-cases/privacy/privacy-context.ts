import type { BlobStore } from '@onethread/blobs';
import type { SearchIndex } from '@onethread/search';
import type { UseCaseContext } from '../context.ts';

/** What exporting and erasing a person reach beyond history. */
export interface PrivacyContext extends UseCaseContext {
  readonly blobs: Pick<BlobStore, 'open' | 'delete' | 'info'>;
  readonly search: SearchIndex;
}
