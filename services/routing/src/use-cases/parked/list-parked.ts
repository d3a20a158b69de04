import type { ParkedDocument } from '../../stores/documents.ts';
import { MAX_COUNTED } from '../reading/read-counts.ts';
import { openCursor, sealCursor } from '../reading/list-token.ts';
import type { ReadingContext } from '../reading/reading-context.ts';

/** Channels that are looked at: far more than there are. */
const MAX_CHANNELS = 100;

export interface ListParked {
  readonly channel?: string;
  readonly pageToken: string;
  /** 1 to 200. */
  readonly pageSize: number;
}

export interface ListedParked {
  readonly parked: readonly ParkedDocument[];
  readonly nextPageToken: string;
  /** Keys per announced channel, each counted to 10,000. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Those that wait longest first. Throws `RoutingError` invalid for a token of another list. */
export async function listParked(
  { collections, tokens }: Pick<ReadingContext, 'collections' | 'tokens'>,
  { channel, pageToken, pageSize }: ListParked,
): Promise<ListedParked> {
  const asked = channel ?? '';
  const after = openCursor(tokens, 'parked-page', asked, pageToken);
  const page = await collections.parked.find({
    ...(channel === undefined ? { index: 'waiting' } : { index: 'by_channel', equals: [channel] }),
    limit: pageSize,
    ...(after === undefined ? {} : { after }),
  });
  return {
    parked: page.documents,
    nextPageToken: sealCursor(tokens, 'parked-page', asked, page.cursor),
    counts: await countParked({ collections }),
  };
}

/** Keys that wait, per announced channel. */
export async function countParked({
  collections,
}: Pick<ReadingContext, 'collections'>): Promise<Readonly<Record<string, number>>> {
  const channels = await collections.channels.find({ index: 'by_announcement', limit: MAX_CHANNELS });
  const counts = channels.documents.map(async ({ _id }) => {
    return [_id, await collections.parked.count({ index: 'by_channel', equals: [_id] }, MAX_COUNTED)] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}
