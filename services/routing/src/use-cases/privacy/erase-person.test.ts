import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { StoreUnavailableError, type Collection, type DocumentStore, type StoredDocument } from '@onethread/documents';
import { parseQuery } from '@onethread/search';
import { INBOUND_MESSAGES, outboundTopic, type IdentityId } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import { applyRevision } from '../apply-revision.ts';
import { readLetter } from '../dead-letters/read-dead-letter.ts';
import { replayDeadLetter } from '../dead-letters/replay-dead-letter.ts';
import { receiveProfile } from '../identity/receive-profile.ts';
import { rebuild } from '../rebuild/rebuild.ts';
import { receiveMessage } from '../receive-message.ts';
import { rebuildSearch } from '../search/rebuild-search.ts';
import { sendReply } from '../send-reply.ts';
import { shortPages } from '../testing/short-pages.ts';
import { customerOf, DAY_MS, inbound, pictureTold } from '../testing/test-context.ts';
import { erasePerson } from './erase-person.ts';
import { erasureReport } from './erasure-report.ts';
import { sweepErasures } from './start-erasure-sweeper.ts';
import {
  anna,
  annaByLetter,
  ben,
  editOf,
  openPrivacyStage,
  SECRET,
  type PrivacyStage,
} from './testing/privacy-stage.ts';

const person = [anna, annaByLetter].map(({ identityId }) => identityId as IdentityId);
const request = { customerId: customerOf(anna), identityIds: person, by: 'root' };

async function found(stage: PrivacyStage, words: string): Promise<number> {
  return (await stage.search.find({ query: parseQuery(words), limit: 100 })).candidates.length;
}

/** The secret stands nowhere in what is kept; everybody else's words do. */
async function assertErased(stage: PrivacyStage): Promise<void> {
  for (const [name, documents] of await stage.dump()) {
    assert.deepEqual(
      documents.filter((json) => json.includes(SECRET)),
      [],
      name,
    );
  }
  assert.equal(await found(stage, SECRET), 0);
  assert.equal(await stage.blobs.info(stage.files.own), undefined);
  assert.equal(await stage.blobs.info(stage.files.edited), undefined);
  assert.equal(await stage.blobs.info(stage.files.picture), undefined);
  assert.ok(await stage.blobs.info(stage.files.shared), 'somebody else was sent it too');
  assert.equal(await found(stage, 'good morning'), 1);
  assert.equal(await found(stage, 'leaflet'), 1);
  assert.equal((await rebuild(stage, { repair: false })).differences, 0);
}

void describe('erasing a person', () => {
  void test('takes every word, name, address and file, leaves ids, numbers and everybody else', async (t) => {
    const stage = await openPrivacyStage();
    t.after(() => stage.close());
    const before = await stage.dump();
    assert.ok(before.get('entries')?.some((json) => json.includes(SECRET)));
    const erasure = await erasePerson(stage, request);
    await assertErased(stage);
    assert.equal((await stage.collections.identities.get(person[1] ?? ''))?.standing, undefined);
    const left = ids(await stage.dump());
    assert.deepEqual(
      left.filter((id) => !id.endsWith(' erased')),
      ids(before),
    );
    assert.equal(left.length - ids(before).length, 4, 'begun and done for each of the two');
    const { topicsCleanAt, ...counts } = erasureReport(erasure);
    assert.deepEqual(counts, {
      identities: 2,
      entries: 6,
      items: 5,
      files: 3,
      deadLetters: 0,
      parked: 0,
      searchEntries: 7,
    });
    assert.ok(topicsCleanAt > stage.now());
    const audit = await stage.collections.identityAudit.find({
      index: 'by_end',
      equals: [person[0] ?? ''],
      limit: 100,
    });
    assert.ok(audit.documents.some(({ action, by }) => action === 'erased' && by?.agentId === 'root'));
  });

  void test('takes all of a person whose words are so large that pages end early', async (t) => {
    const stage = await openPrivacyStage((store) => shortPages(store, 2));
    t.after(() => stage.close());
    await erasePerson(stage, request);
    await assertErased(stage);
  });

  void test('nothing comes back by a replay, an edit, or the index made again', async (t) => {
    const stage = await openPrivacyStage();
    t.after(() => stage.close());
    stage.clock.advance(1000);
    await erasePerson(stage, request);
    const profile = { name: `Anna ${SECRET}` };
    const again = await receiveMessage(
      stage,
      inbound(anna, 'm1', { profile, occurredAt: 1, parts: [{ kind: 'text', text: SECRET }] }),
    );
    assert.equal(again.duplicate, true);
    assert.equal(again.entry.erased, true);
    assert.equal(await applyRevision(stage, editOf(anna, 'm1', `again ${SECRET}`)), 'ignored');
    assert.ok(stage.counted.includes('revision-of-erased-message'));
    const { picture } = stage.files;
    await stage.blobs.put(picture, Buffer.from(SECRET), { maxBytes: 100, contentType: 'image/png' });
    await receiveProfile(stage, pictureTold(annaByLetter, picture, 4));
    assert.equal((await stage.collections.identities.get(person[1] ?? ''))?.avatarBlobId, undefined);
    await rebuildSearch(stage);
    await assertErased(stage);
  });

  void test('who writes again is somebody to answer, and only the new words are kept', async (t) => {
    const stage = await openPrivacyStage();
    t.after(() => stage.close());
    await erasePerson(stage, request);
    const agent = { agentId: 'agent-1' as never, agentName: 'Ada', conversationId: stage.conversationId };
    const reply = { ...agent, parts: [{ kind: 'text', text: 'hello' }] as const };
    await assert.rejects(
      sendReply(stage, { ...reply, clientMessageId: 'late', identityId: person[0] as IdentityId }),
      (error) => error instanceof RoutingError && error.code === 'conflict',
    );
    stage.clock.advance(1000);
    await receiveMessage(stage, inbound(anna, 'm2', { profile: { name: 'A new name' }, occurredAt: stage.now() }));
    const identity = await stage.collections.identities.get(person[0] ?? '');
    assert.equal(identity?.name, 'A new name');
    assert.equal(identity?.externalId, anna.externalId);
    await sendReply(stage, { ...reply, clientMessageId: 'new', identityId: person[0] as IdentityId });
    const again = await erasePerson(stage, request);
    assert.equal(again.run, 2);
    await assertErased(stage);
  });

  void test('dead letters are shown to nobody any more, and their channels give up what waits', async (t) => {
    const stage = await openPrivacyStage();
    t.after(() => stage.close());
    const keptUntil = stage.now() + 30 * DAY_MS;
    const letter = {
      topic: INBOUND_MESSAGES.name,
      partition: 0,
      group: 'router',
      code: 'schema',
      error: 'parts',
      attempts: 2,
    };
    const times = { firstSeenAt: 1, at: 1, dlqPartition: 0, keptUntil, expiresAt: keptUntil, bytes: 1 };
    for (const [place, { identityId }] of [anna, ben].entries()) {
      const where = {
        _id: `d_${identityId}`,
        offset: place,
        dlqOffset: place,
        key: identityId,
        state: 'open' as const,
      };
      await stage.collections.deadLetters.insert({ ...letter, ...times, ...where });
    }
    const told = { since: 1, revision: 1 };
    const waiting = { told, reportedAt: 1, expiresAt: keptUntil, since: 1, channel: 'letter', replies: 1 };
    await stage.collections.parked.insert({ _id: annaByLetter.identityId as IdentityId, ...waiting });
    stage.published.length = 0;
    const report = erasureReport(await erasePerson(stage, request));
    assert.deepEqual([report.deadLetters, report.parked, report.topicsCleanAt], [1, 1, keptUntil]);
    const wishes = stage.published.filter(({ topic }) => topic === outboundTopic('letter').name);
    // Behind everything that was handed to the channel before.
    assert.deepEqual(
      wishes.map(({ key, value }) => [key, (JSON.parse(value) as { type: string }).type]),
      [
        [annaByLetter.identityId, 'drop-parked'],
        [annaByLetter.identityId, 'forget'],
      ],
    );
    const log = { read: () => assert.fail('its bytes are not even looked for') };
    const dropped = await stage.collections.deadLetters.get(`d_${anna.identityId}`);
    assert.ok(dropped?.state === 'dropped');
    await assert.rejects(readLetter(log, dropped), isExpired);
    await assert.rejects(replayDeadLetter(stage, log, { deadLetterId: dropped._id, by: 'root' }), isExpired);
    assert.equal((await stage.collections.deadLetters.get(`d_${ben.identityId}`))?.state, 'open');
  });

  void test('a person who is made of others by now, unknown, or of nobody is refused', async (t) => {
    const stage = await openPrivacyStage();
    t.after(() => stage.close());
    const refused = [
      [{ ...request, identityIds: person.slice(0, 1) }, 'conflict'],
      [{ ...request, identityIds: [...person, ben.identityId as IdentityId] }, 'conflict'],
      [{ ...request, identityIds: [] }, 'invalid'],
      [{ ...request, customerId: 'c_nobody' as never }, 'not-found'],
    ] as const;
    for (const [wrong, code] of refused) {
      await assert.rejects(erasePerson(stage, wrong), (error) => error instanceof RoutingError && error.code === code);
    }
    assert.ok((await found(stage, SECRET)) > 0);
  });

  void test('whichever write a process dies at, another finishes it', async () => {
    for (let survived = 0; ; survived += 3) {
      const mortal = mortalStore();
      const stage = await openPrivacyStage(mortal.wrap);
      mortal.dieAfter(survived);
      const outcome = await erasePerson(stage, request).then(
        () => 'lived',
        () => 'died',
      );
      mortal.revive();
      if (outcome === 'died') {
        stage.clock.advance(120_000);
        // Who died before anything was stored has promised nothing.
        if ((await sweepErasures(stage)) === 0) await erasePerson(stage, request);
      }
      await stage.collections.memory.settled();
      await assertErased(stage);
      await stage.close();
      if (outcome === 'lived') return assert.ok(survived > 10);
    }
  });
});

/** A store whose writes fail from some moment on, as for a process that dies. */
function mortalStore() {
  let left = Infinity;
  const WRITES = new Set(['insert', 'insertMany', 'replace', 'remove']);
  const mortal = <D extends StoredDocument>(collection: Collection<D>): Collection<D> =>
    new Proxy(collection, {
      get: (target, name: keyof Collection<D>) => {
        const method = target[name]?.bind(target) as ((...args: unknown[]) => Promise<unknown>) | undefined;
        // It is awaited itself, which asks for `then`.
        if (method === undefined) return undefined;
        return (...args: unknown[]) => {
          if (WRITES.has(name) && (left -= 1) < 0) return Promise.reject(new StoreUnavailableError('the process died'));
          return method(...args);
        };
      },
    });
  return {
    wrap: (store: DocumentStore): DocumentStore => ({
      description: store.description,
      collection: async (definition) => mortal(await store.collection(definition)) as never,
      close: () => store.close(),
    }),
    dieAfter: (writes: number) => void (left = writes),
    revive: () => void (left = Infinity),
  };
}

/** Entries by what is left of them. */
function ids(dump: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return (dump.get('entries') ?? []).map((json) => {
    const { _id, entryId, customerId, at, body } = JSON.parse(json) as {
      readonly [field: string]: unknown;
      readonly body: { readonly kind: string };
    };
    return [_id, entryId, customerId, at, body.kind].join(' ');
  });
}

function isExpired(error: unknown): boolean {
  return error instanceof RoutingError && error.code === 'expired';
}
