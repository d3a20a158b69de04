import { identityIdOfCustomer } from '@onethread/contracts';
import type { CustomerId, EntryId, FilePart, IdentityId } from '@onethread/contracts';
import { documentsOf } from '@onethread/documents';
import { RoutingError } from '../../domain/errors.ts';
import { entryOf } from '../../stores/read-entries.ts';
import { allLinksAt } from '../../stores/links.ts';
import { without } from '../../domain/without.ts';
import type { LinkDocument } from '../../stores/identity-documents.ts';
import { writeAudit } from '../identity/write-audit.ts';
import { mergedItems } from '../reading/merged-items.ts';
import { readThreadScope, type ThreadScope } from '../reading/thread-scope.ts';
import { exportedFileName } from './exported-file-name.ts';
import type { PrivacyContext } from './privacy-context.ts';

/** The next file's path, or a piece of it. */
export type ExportPart = { readonly file: string } | { readonly bytes: Uint8Array };

const CHUNK = 100;
/** Channels tell no name of it. */
const PICTURE_NAME = 'picture';
/** Pieces are at most so large. */
const MAX_PIECE = 64 * 1024;

/**
 * All that is kept of one person: `person.json` (identities, links), `thread.jsonl` (what stands in the thread, in its
 * order and present state), `entries.jsonl` (every fact, stream by stream), then each attachment and picture of theirs under `files/`, and
 * `missing-files.json` with the ids of those that cannot be read any more. Memory is one page or piece, however long the
 * thread is. Throws `RoutingError` not-found.
 */
export async function* exportPerson(
  context: PrivacyContext,
  { customerId, by }: { readonly customerId: CustomerId; readonly by: string },
): AsyncGenerator<ExportPart> {
  const { collections } = context;
  if ((await collections.identities.get(identityIdOfCustomer(customerId))) === undefined)
    throw new RoutingError('not-found', 'there is no such customer');
  const scope = await readThreadScope(collections, customerId, 'all');
  await audit(context, scope, by);
  yield { file: 'person.json' };
  yield* pieces(`${JSON.stringify(await personOf(context, customerId, scope), undefined, 2)}\n`);
  yield { file: 'thread.jsonl' };
  yield* lines(itemsOf(context, scope));
  yield { file: 'entries.jsonl' };
  yield* lines(entriesOf(context, scope));
  const missing: string[] = [];
  yield* filesOf(context, scope, missing);
  yield* picturesOf(context, scope, missing);
  if (missing.length === 0) return;
  yield { file: 'missing-files.json' };
  yield* pieces(`${JSON.stringify(missing, undefined, 2)}\n`);
}

async function audit(context: PrivacyContext, { members }: ThreadScope, by: string): Promise<void> {
  const occasion = context.newId();
  for (const identityId of members.map(identityIdOfCustomer)) {
    const name = { agentId: by as never, name: by };
    await writeAudit(context, {
      occasion: `${occasion}.${identityId}`,
      action: 'exported',
      ends: [identityId],
      by: name,
    });
  }
}

async function personOf(
  { collections, now }: PrivacyContext,
  customerId: CustomerId,
  { members }: ThreadScope,
): Promise<object> {
  const ids = members.map(identityIdOfCustomer);
  const identities = await collections.identities.getMany(ids);
  const links = new Map<string, LinkDocument>();
  for (const id of ids) for (const link of await allLinksAt(collections, id)) links.set(link._id, link);
  return {
    customerId,
    exportedAt: new Date(now()).toISOString(),
    identities: identities.map((one) => without(one, 'rev', 'addressKeys', 'nameKey', 'beginnings', 'todo')),
    links: [...links.values()].map((one) => without(one, 'rev', 'ends', 'todo', 'told')),
  };
}

async function* itemsOf({ collections }: PrivacyContext, { members }: ThreadScope): AsyncGenerator<object> {
  for await (const item of mergedItems(collections, members, { direction: 'newer', chunk: CHUNK })) {
    yield without(item, 'rev', 'fileIds', 'relayAt');
  }
}

async function* entriesOf({ collections }: PrivacyContext, { members, streams }: ThreadScope): AsyncGenerator<object> {
  const own = new Set<string>(members);
  for (const stream of streams) {
    const query = { index: 'by_stream', equals: [stream], limit: CHUNK } as const;
    for await (const entry of documentsOf(collections.entries, query)) {
      if (own.has(entry.customerId)) yield entryOf(entry);
    }
  }
}

/** Each once; a few bytes are remembered of every one. */
async function* filesOf(
  context: PrivacyContext,
  { members }: ThreadScope,
  missing: string[],
): AsyncGenerator<ExportPart> {
  const seen = new Set<string>();
  for await (const item of mergedItems(context.collections, members, { direction: 'newer', chunk: CHUNK })) {
    for (const part of item.parts) {
      if (!('blobId' in part) || seen.has(part.blobId)) continue;
      seen.add(part.blobId);
      yield* fileOf(context, item._id, part, missing);
    }
  }
}

/** Of the person, as channels told them. */
async function* picturesOf(
  context: PrivacyContext,
  { members }: ThreadScope,
  missing: string[],
): AsyncGenerator<ExportPart> {
  for (const { _id, avatarBlobId } of await context.collections.identities.getMany(members.map(identityIdOfCustomer))) {
    if (avatarBlobId === undefined) continue;
    yield* fileOf(context, _id, { blobId: avatarBlobId, name: PICTURE_NAME }, missing);
  }
}

async function* fileOf(
  { blobs, logger }: PrivacyContext,
  ownerId: EntryId | IdentityId,
  { blobId, name }: Pick<FilePart, 'blobId' | 'name'>,
  missing: string[],
): AsyncGenerator<ExportPart> {
  let isBegun = false;
  try {
    const content = await blobs.open(blobId);
    yield { file: `files/${blobId}/${exportedFileName(name)}` };
    isBegun = true;
    for await (const piece of content as AsyncIterable<Buffer>) yield* pieces(piece);
  } catch (error) {
    // What cannot be read must not keep the rest back; an interrupted file is told as one that is missing.
    if (isCallersFault(error)) throw error;
    logger.warn({ err: error, ownerId, blobId, isBegun }, 'a file could not be exported');
    missing.push(blobId);
  }
}

/** A store that is away for now ends the export; a file that is gone or damaged does not. */
function isCallersFault(error: unknown): boolean {
  return !(error instanceof Error && 'retryable' in error && error.retryable === false);
}

/** One JSON value a line, in pieces. */
async function* lines(values: AsyncIterable<object>): AsyncGenerator<ExportPart> {
  let waiting = '';
  for await (const value of values) {
    waiting += `${JSON.stringify(value)}\n`;
    if (waiting.length < MAX_PIECE) continue;
    yield* pieces(waiting);
    waiting = '';
  }
  yield* pieces(waiting);
}

function* pieces(content: string | Uint8Array): Generator<ExportPart> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  for (let from = 0; from < bytes.length; from += MAX_PIECE) yield { bytes: bytes.subarray(from, from + MAX_PIECE) };
}
