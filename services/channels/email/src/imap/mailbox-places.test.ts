import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultyDocumentStore, openSqliteDocumentStore, type StoreFaults } from '@onethread/documents';
import { MailboxPlaces, MailboxTakenOverError, type ClaimTerms } from './mailbox-places.ts';
import { imapMailboxList } from './mailbox-settings.ts';

const LEASE_MS = 60_000;
const [mailbox] = imapMailboxList.parse('imaps://a%40b.org:x@mail.b.org');
assert.ok(mailbox !== undefined);

interface Scene {
  readonly places: MailboxPlaces;
  readonly faults: { -readonly [Hook in keyof StoreFaults]: StoreFaults[Hook] };
  readonly claim: (holder: string) => ReturnType<MailboxPlaces['claim']>;
  readonly pass: (ms: number) => void;
}

async function play(run: (scene: Scene) => Promise<void>) {
  const faults: Scene['faults'] = {};
  const documents = faultyDocumentStore(await openSqliteDocumentStore({ file: ':memory:' }), {
    before: (call) => faults.before?.(call),
    after: (call) => faults.after?.(call),
  });
  let now = 1_000_000_000;
  const terms = (holder: string): ClaimTerms => ({ holder, leaseMs: LEASE_MS, now: () => now, firstDays: 0 });
  try {
    const places = await MailboxPlaces.open(documents);
    const claim = (holder: string) => places.claim(mailbox as NonNullable<typeof mailbox>, terms(holder));
    await run({ places, faults, claim, pass: (ms) => void (now += ms) });
  } finally {
    await documents.close();
  }
}

test('who dies without a word is replaced when the lease is over, and can move nothing any more', () =>
  play(async ({ claim, pass }) => {
    const dead = await claim('first');
    await dead?.move({ uidValidity: '1', lastUid: 7 });
    assert.equal(await claim('second'), undefined);
    pass(LEASE_MS - 1);
    assert.equal(await claim('second'), undefined);
    pass(1);
    const next = await claim('second');
    assert.equal(next?.place.lastUid, 7);
    await assert.rejects(async () => dead?.move({ lastUid: 8 }), MailboxTakenOverError);
    await next.move({ lastUid: 9 });
    assert.equal(next.place.lastUid, 9);
  }));

test('who goes in order, or renews, keeps or gives the mailbox at once', () =>
  play(async ({ claim, pass }) => {
    const held = await claim('first');
    pass(LEASE_MS - 1);
    await held?.renew();
    pass(LEASE_MS - 1);
    assert.equal(await claim('second'), undefined);
    await held?.release();
    assert.notEqual(await claim('second'), undefined);
  }));

test('a write whose answer was lost is known for our own, and writes at the same time follow each other', () =>
  play(async ({ claim, faults }) => {
    const held = await claim('first');
    let losses = 1;
    faults.after = ({ isWrite }) => (isWrite && losses-- > 0 ? 'lose' : 'answer');
    await Promise.all([held?.move({ lastUid: 1 }), held?.renew(), held?.move({ lastUid: 2 })]);
    assert.equal(held?.place.lastUid, 2);
  }));

test('of two who come to a new mailbox at once one gets it', () =>
  play(async ({ claim }) => {
    const claims = await Promise.all(['first', 'second', 'third'].map(claim));
    assert.equal(claims.filter((one) => one !== undefined).length, 1);
  }));
