import assert from 'node:assert/strict';
import { identityIdOfCustomer } from '@onethread/contracts';
import type { CustomerId, IdentityId } from '@onethread/contracts';
import { openSqliteDocumentStore } from '@onethread/documents';
import { seeded } from '@onethread/testkit';
import { openCollections } from '../../stores/collections.ts';
import { proposeLink, retractLink } from '../../use-cases/link-identities.ts';
import { readThreadScope } from '../../use-cases/reading/thread-scope.ts';
import { receiveMessage } from '../../use-cases/receive-message.ts';
import { sweepHistory } from '../../use-cases/sweep-history.ts';
import { HistoryWorld, openedOnce } from '../../use-cases/testing/history-world.ts';
import { customerOf, identityRef, inbound } from '../../use-cases/testing/test-context.ts';
import { redelivered } from '../../use-cases/testing/redelivered.ts';

/** What somebody does in the storm; numbers name people. */
export type Gust =
  | { readonly kind: 'link'; readonly a: number; readonly b: number; readonly proved: boolean }
  | { readonly kind: 'unlink'; readonly a: number; readonly b: number }
  /** Writes; once `user` is told, this address is that user's for ever. */
  | { readonly kind: 'write'; readonly who: number; readonly user?: number };

const PEOPLE = Array.from({ length: 8 }, (_, n) => identityRef(`p${n}`, n % 2 === 0 ? 'owl' : 'raven'));
const CUSTOMERS = PEOPLE.map(customerOf);
const CHANCES = { lostAnswer: 0.03, crash: 0.01, pause: 0.02, maxCrashes: 4 };
const SWEEPS = 3;

/** Links, un-links and users who become known all at once; when it has passed, what may never be is not. */
export async function linkStorm(gusts: readonly Gust[], seed: number): Promise<void> {
  const store = await openSqliteDocumentStore({ file: ':memory:' });
  try {
    const once = openedOnce(store);
    const world = new HistoryWorld(once, seeded(seed), Date.UTC(2026, 0, 1));
    await world.start();
    world.becomeRough(seeded(seed), CHANCES);
    const users = new Map<number, string>();
    for (const gust of gusts) {
      // An address is one user's only.
      if (gust.kind === 'write' && gust.user !== undefined && !users.has(gust.who))
        users.set(gust.who, `user-${gust.user}`);
    }
    const all = Promise.all(gusts.map((gust, n) => blow(world, { gust, n, users })));
    await world.drive(all);
    await all;
    world.becomeQuiet();
    for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
      world.advance(60_000);
      await world.drive(sweepHistory(world.instance(sweep).context, {}));
      for (const n of [0, 1]) await world.drive(world.instance(n).context.collections.memory.settled());
    }
    await look(world, await openCollections(once));
  } finally {
    await store.close();
  }
}

async function blow(
  world: HistoryWorld,
  { gust, n, users }: { readonly gust: Gust; readonly n: number; readonly users: ReadonlyMap<number, string> },
): Promise<void> {
  await world.turns(n % 3);
  if (gust.kind === 'write') {
    const who = gust.who % PEOPLE.length;
    const user = gust.user === undefined ? undefined : users.get(gust.who);
    const message = inbound(PEOPLE[who] as (typeof PEOPLE)[number], `storm-${n}`, {
      occurredAt: world.now,
      profile: user === undefined ? {} : { verifiedUser: user },
    });
    await redelivered(world, n, (context) => receiveMessage(context, message));
    return;
  }
  const [a, b] = [gust.a, gust.b].map((one) => PEOPLE[one % PEOPLE.length]?.identityId as IdentityId);
  if (a === undefined || b === undefined || a === b) return;
  if (gust.kind === 'unlink') await redelivered(world, n, (context) => retractLink(context, { a, b }));
  else {
    const { proved } = gust;
    const evidence = proved ? 'login' : 'agent';
    await redelivered(world, n, (context) => proposeLink(context, { a, b, evidence, proved }));
  }
}

/** No thread of two users; one thread is one stream; nothing is left to do. */
async function look(world: HistoryWorld, collections: Awaited<ReturnType<typeof openCollections>>): Promise<void> {
  const where = new Map<CustomerId, string>(CUSTOMERS.map((customer) => [customer, customer]));
  for (const { streamId, body } of world.log) {
    if (body.kind === 'joined') for (const member of body.set) where.set(member, streamId);
  }
  const { documents: unsettled } = await collections.links.find({ index: 'todo', limit: 100 });
  assert.deepEqual(unsettled, [], 'links are left to settle');
  for (const customer of CUSTOMERS) {
    const { members } = await readThreadScope(collections, customer, 'all');
    const identities = await collections.identities.getMany(members.map(identityIdOfCustomer));
    const users = new Set(identities.flatMap(({ verifiedUser }) => verifiedUser ?? []));
    assert.ok(users.size <= 1, `${members.join()} are ${[...users].join()}`);
    for (const other of CUSTOMERS) {
      const isOne = where.get(customer) === where.get(other);
      assert.equal(isOne, members.includes(other), `${customer} and ${other} by their streams and by their links`);
    }
  }
}
