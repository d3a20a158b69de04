import type { BlobStore } from '@onethread/blobs';
import type { Collections } from '../../stores/collections.ts';
import type { OpaqueTokens } from './opaque-token.ts';

/** What reading needs: it writes nothing and publishes nothing. */
export interface ReadingContext {
  readonly collections: Collections;
  readonly blobs: Pick<BlobStore, 'info'>;
  readonly tokens: OpaqueTokens;
}
