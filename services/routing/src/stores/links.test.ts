import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IdentityId } from '@onethread/contracts';
import { openMatchesOf } from '../use-cases/identity/close-matches.ts';
import { shortPages } from '../use-cases/testing/short-pages.ts';
import { openTestContext } from '../use-cases/testing/test-context.ts';
import type { LinkDocument, MatchDocument } from './identity-documents.ts';
import { allLinksAt, linkId } from './links.ts';

const anna = 'm' as IdentityId;
/** As many before her in the order of ids as behind. */
const others = ['a', 'b', 'c', 'x', 'y', 'z'] as IdentityId[];

test('whatever was said of one identity and others is found, however much that is', async () => {
  const context = await openTestContext((store) => shortPages(store, 2));
  const { collections } = context;
  for (const other of others) {
    const [a, b] = [anna, other].toSorted() as [IdentityId, IdentityId];
    const link = { _id: linkId(a, b), a, b, state: 'refused', at: 1, note: 'said of her' };
    await collections.links.insert(link as unknown as Omit<LinkDocument, 'rev'>);
    const state = other === 'z' ? 'open' : 'dismissed';
    const match = { _id: linkId(a, b), a, b, ends: [a, b], state, reasons: [], raisedAt: 1 };
    await collections.matches.insert(match as unknown as Omit<MatchDocument, 'rev'>);
  }
  assert.equal((await allLinksAt(collections, anna)).length, others.length);
  assert.deepEqual(
    (await openMatchesOf(collections, anna)).map(({ _id }) => _id),
    [linkId(anna, 'z' as IdentityId)],
  );
  await context.close();
});
