import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileBlobStore, type BlobStore } from '@onethread/blobs';
import {
  blobIdOf,
  inboundRecordSchema,
  pictureBlobId,
  type AgentId,
  type ConversationId,
  type CustomerId,
  type FilePart,
  type IdentityId,
  type IdentityRef,
  type InboundRevision,
} from '@onethread/contracts';
import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';
import { openSqliteSearchIndex, type SearchIndex } from '@onethread/search';
import { historyCollections } from '../../../stores/collections.ts';
import { addNote } from '../../add-note.ts';
import { applyRevision } from '../../apply-revision.ts';
import { receiveProfile } from '../../identity/receive-profile.ts';
import { proposeLink } from '../../link-identities.ts';
import { receiveMessage } from '../../receive-message.ts';
import { receiveStanding } from '../../receive-standing.ts';
import { rebuildSearch } from '../../search/rebuild-search.ts';
import { sendReply } from '../../send-reply.ts';
import {
  customerOf,
  identityRef,
  inbound,
  pictureTold,
  standing,
  openTestContext,
  type TestContext,
} from '../../testing/test-context.ts';
import type { PrivacyContext } from '../privacy-context.ts';

/** Stands in every word, name, address and file of the person who is erased, and nowhere else. */
export const SECRET = 'sesame';

export const anna = identityRef(`anna-${SECRET}`);
export const annaByLetter = identityRef(`anna-${SECRET}`, 'letter');
export const ben = identityRef('ben');

export interface PrivacyStage
  extends PrivacyContext, Pick<TestContext, 'published' | 'clock' | 'counted' | 'announced'> {
  readonly blobs: BlobStore;
  readonly search: SearchIndex;
  readonly files: { readonly own: string; readonly edited: string; readonly shared: string; readonly picture: string };
  readonly conversationId: ConversationId;
  /** Every document of the history database, as JSON, by its collection. */
  dump(): Promise<ReadonlyMap<string, readonly string[]>>;
  close(): Promise<void>;
}

/** Two linked addresses of one person, with messages, edits, replies, notes and files; and somebody else. */
export async function openPrivacyStage(wrap?: (store: DocumentStore) => DocumentStore): Promise<PrivacyStage> {
  const context = await openTestContext(wrap);
  const folder = await mkdtemp(join(tmpdir(), 'onethread-privacy-'));
  const blobs = await openFileBlobStore({ folder });
  const search = await openSqliteSearchIndex({ file: ':memory:' });
  const removeFiles = async (ids: readonly string[]) => void (await Promise.all(ids.map((id) => blobs.delete(id))));
  const stage = { ...context, blobs, search, claimFiles: (ids: readonly string[]) => blobs.claim(ids), removeFiles };
  const picture = pictureBlobId(annaByLetter.identityId, 'her picture');
  const files = { own: blobIdOf('m1', 0), edited: blobIdOf('m1', 1), shared: blobIdOf('r1', 0), picture };
  for (const blobId of Object.values(files)) {
    await blobs.put(blobId, Buffer.from(`bytes of ${SECRET}`), { maxBytes: 1000, contentType: 'text/plain' });
  }
  const page = { url: `https://example.org/${SECRET}` };
  const address = `${SECRET}@example.org`;
  const profile = { name: `Anna ${SECRET}`, address, email: address, context: { page } };
  await receiveMessage(
    stage,
    inbound(anna, 'm1', { profile, subject: `about ${SECRET}`, parts: [said('open'), file(files.own)], occurredAt: 1 }),
  );
  await receiveMessage(stage, inbound(annaByLetter, 'l1', { profile, parts: [said('by letter')], occurredAt: 2 }));
  await receiveMessage(stage, inbound(ben, 'b1', { profile: { name: 'Ben' }, parts: [text('good morning')] }));
  await receiveProfile(stage, pictureTold(annaByLetter, picture, 3));
  const [a, b] = [anna.identityId as IdentityId, annaByLetter.identityId as IdentityId];
  await proposeLink(stage, { a, b, evidence: 'agent', proved: false, note: `it is ${SECRET}` });
  await applyRevision(stage, editOf(anna, 'm1', `changed by ${SECRET}`, files.edited));
  const conversationId = await conversationOf(stage, customerOf(anna));
  await receiveStanding(
    stage,
    standing(annaByLetter, 's1', { standing: 'blocked', reason: 'opted-out', text: `no more for ${SECRET}` }),
  );
  const agent = { agentId: 'agent-1' as AgentId, agentName: 'Ada' };
  await sendReply(stage, {
    ...agent,
    conversationId,
    clientMessageId: 'r1',
    parts: [said('dear'), file(files.shared)],
  });
  await addNote(stage, { ...agent, conversationId, clientMessageId: 'n1', parts: [said('careful with')] });
  const other = { ...agent, conversationId: await conversationOf(stage, customerOf(ben)) };
  await sendReply(stage, {
    ...other,
    clientMessageId: 'r2',
    parts: [text('a leaflet'), file(files.shared, 'leaflet')],
  });
  await context.collections.memory.settled();
  await rebuildSearch(stage);
  return {
    ...stage,
    files,
    conversationId,
    dump: () => dumpHistory(context.store),
    close: async () => {
      await search.close();
      await blobs.close();
      await context.close();
      await rm(folder, { recursive: true });
    },
  };
}

export function editOf(identity: IdentityRef, id: string, words: string, blobId?: string): InboundRevision {
  const parts = [text(words), ...(blobId === undefined ? [] : [file(blobId)])];
  return inboundRecordSchema.parse({
    version: 1,
    type: 'revision',
    occurredAt: 3,
    entryId: `e_${id}_${words.length}`,
    identity,
    providerMessageId: id,
    change: { kind: 'edit', parts },
  }) as InboundRevision;
}

const text = (words: string) => ({ kind: 'text', text: words }) as const;
const said = (words: string) => text(`${words} ${SECRET}`);
const file = (blobId: string, name = SECRET): FilePart => ({
  kind: 'file',
  blobId,
  name: `${name}.txt`,
  contentType: 'text/plain',
  size: 15,
});

async function conversationOf({ collections }: TestContext, homeId: CustomerId): Promise<ConversationId> {
  const { documents } = await collections.conversations.find({ index: 'by_home', equals: [homeId], limit: 1 });
  const [conversation] = documents;
  if (conversation === undefined) throw new Error('nobody wrote yet');
  return conversation._id;
}

/** By the first index of each collection under which every document of the tests stands. */
const WHOLE: Readonly<Record<string, string>> = {
  identities: 'by_customer',
  entries: 'by_stream',
  items: 'by_customer',
  conversations: 'by_home',
  links: 'by_a',
  deadLetters: 'by_time',
  matches: 'open',
};

async function dumpHistory(store: DocumentStore): Promise<ReadonlyMap<string, readonly string[]>> {
  const dump = new Map<string, readonly string[]>();
  for (const [name, index] of Object.entries(WHOLE)) {
    const definition = historyCollections[name as keyof typeof historyCollections];
    const collection: Collection<StoredDocument> = await store.collection(definition);
    const { documents } = await collection.find({ index, limit: 1000 });
    dump.set(
      name,
      documents.map((document) => JSON.stringify(document)),
    );
  }
  return dump;
}
