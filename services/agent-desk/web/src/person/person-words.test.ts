import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleIdentity } from '../../../tests/wire-samples.ts';
import type { Link, ProfileValue } from '../../../wire/identity.ts';
import { madeLink, obstacleWords, standingWords } from './link-words.ts';
import { profileGroups } from './profile-groups.ts';
import { isSure, proofOf } from './proofs.ts';

const value = (field: string, text: string, identityId = 'i1'): ProfileValue => ({
  field,
  value: text,
  identityId,
  channel: 'pigeon',
  verified: false,
  atMs: 0,
});
const link = (linkId: string, atMs: number, change: Partial<Link> = {}): Link => ({
  linkId,
  identityA: 'a',
  identityB: 'b',
  evidence: 'agent',
  proved: false,
  state: 'active',
  byAgentId: 'ada',
  byAgentName: 'Ada',
  atMs,
  refusedBecause: '',
  ...change,
});

test('the mark of an address says the most that is proved of it', () => {
  const none = { verified: false, proof: 'none' } as const;
  const alone = sampleIdentity({ ...none, proved: false });
  assert.equal(proofOf(alone, [alone]), 'claimed');
  const oldest = sampleIdentity({ identityId: 'a', ...none });
  const believed = sampleIdentity({ identityId: 'b', verified: true, proof: 'backend', proved: false });
  assert.equal(proofOf(believed, [oldest, believed]), 'believed');
  assert.equal(proofOf(oldest, [oldest, believed]), 'claimed');
  const tied = sampleIdentity({ identityId: 'c', ...none });
  assert.equal(proofOf(tied, [oldest, tied]), 'proved');
  assert.equal(proofOf(sampleIdentity({ verified: false, proof: 'authenticated' }), []), 'authenticated');
  assert.equal(proofOf(sampleIdentity({ verified: false, proof: 'confirmed' }), []), 'confirmed');
  assert.deepEqual((['proved', 'authenticated', 'claimed', 'believed'] as const).map(isSure), [
    true,
    true,
    false,
    false,
  ]);
});

test('values that disagree stand side by side, the same value once with all its places', () => {
  const groups = profileGroups([
    value('phone', '+44 1'),
    value('name', 'Grace', 'i1'),
    value('name', 'G. Hopper', 'i2'),
    value('name', 'Grace', 'i3'),
    value('shoe-size', '39'),
  ]);
  assert.deepEqual(
    groups.map(({ label, conflict, values }) => [label, conflict, values.map((one) => one.sources.length)]),
    [
      ['Name', true, [2, 1]],
      ['Phone', false, [1]],
      ['shoe-size', false, [1]],
    ],
  );
});

test('the link to undo is the newest active one by an agent that was not there before', () => {
  const links = [link('old', 9), link('mine', 5), link('gone', 7, { state: 'retracted' })];
  assert.equal(madeLink(links, new Set(['old']))?.linkId, 'mine');
  assert.equal(madeLink([link('old', 9)], new Set(['old'])), undefined);
});

test('an obstacle and a refusal are told in words, also those that are not known here', () => {
  assert.match(obstacleWords('two-users', ''), /Two users are never one person/);
  assert.equal(obstacleWords('new-kind', ''), 'new-kind');
  assert.equal(obstacleWords('new-kind', 'Because of the moon.'), 'Because of the moon.');
  assert.match(standingWords(link('a', 1, { state: 'refused', refusedBecause: 'too-many' })), /too many addresses/);
});
