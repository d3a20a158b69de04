import type { Query } from '@onethread/documents';
import type { DeadLetterDocument } from '../../stores/documents.ts';
import { openCursor, sealCursor } from '../reading/list-token.ts';
import type { ReadingContext } from '../reading/reading-context.ts';
import { MAX_COUNTED } from '../reading/read-counts.ts';

export interface ListDeadLetters {
  readonly topic?: string;
  readonly state?: DeadLetterDocument['state'];
  readonly pageToken: string;
  /** 1 to 200. */
  readonly pageSize: number;
}

export interface ListedDeadLetters {
  readonly deadLetters: readonly DeadLetterDocument[];
  readonly nextPageToken: string;
  /** Open ones of all topics, counted to 10,000. */
  readonly open: number;
}

/** Newest first. Throws `RoutingError` invalid for a token of another list. */
export async function listDeadLetters(
  { collections, tokens }: Pick<ReadingContext, 'collections' | 'tokens'>,
  { topic, state, pageToken, pageSize }: ListDeadLetters,
): Promise<ListedDeadLetters> {
  const asked = [topic ?? '', state ?? ''].join(' ');
  const after = openCursor(tokens, 'dead-letters-page', asked, pageToken);
  const page = await collections.deadLetters.find({
    ...indexFor(topic, state),
    order: 'descending',
    limit: pageSize,
    ...(after === undefined ? {} : { after }),
  });
  return {
    deadLetters: page.documents,
    nextPageToken: sealCursor(tokens, 'dead-letters-page', asked, page.cursor),
    open: await collections.deadLetters.count({ index: 'by_state', equals: ['open'] }, MAX_COUNTED),
  };
}

function indexFor(topic: string | undefined, state: string | undefined): Pick<Query, 'index' | 'equals'> {
  if (topic !== undefined && state !== undefined) return { index: 'by_topic_state', equals: [topic, state] };
  if (topic !== undefined) return { index: 'by_topic', equals: [topic] };
  if (state !== undefined) return { index: 'by_state', equals: [state] };
  return { index: 'by_time' };
}
