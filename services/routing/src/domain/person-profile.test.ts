import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { IdentityId } from '@onethread/contracts';
import { fitsQuery, peopleQuery, personKeys, provesKey } from './person-profile.ts';
import { calledName, conflictsAmong, profileValues, proofOf } from './profile-values.ts';

describe('by what a person is found', () => {
  it('is addresses in normal form, and a folded name of two words or more', () => {
    const keys = personKeys({ name: 'Zoë  Åström-Ng', email: 'Zoe@Example.org', phone: '0044 7700 900001' });
    assert.deepEqual(keys.addressKeys, ['email:zoe@example.org', 'phone:+447700900001']);
    assert.equal(keys.nameKey, 'zoe astrom ng');
    assert.equal(personKeys({ name: 'Zoë' }).nameKey, undefined);
    assert.deepEqual(personKeys({ email: 'no address', phone: '12' }).addressKeys, []);
  });

  it('is bounded, whatever a channel tells', () => {
    const { beginnings, addressKeys } = personKeys({
      name: 'wörd '.repeat(500),
      address: '😀'.repeat(200),
      email: 'x'.repeat(400),
    });
    assert.deepEqual(beginnings, { word1: 'word', word2: 'word', word3: 'word', word4: 'word' });
    assert.deepEqual(addressKeys, []);
    const { word1 = '' } = personKeys({ name: `a${'𝔟'.repeat(200)}` }).beginnings;
    assert.ok(word1.length <= 80 && word1.isWellFormed());
  });

  it('is the beginning of a word, an address or a number, with or without its country', () => {
    const claims = { name: 'Zoë Åström', address: '+44 7700 900001', email: 'z.astrom@example.org' };
    const { beginnings } = personKeys(claims);
    const finds = (typed: string): boolean => {
      const query = peopleQuery(typed);
      return (
        query.any.some(({ field, begins }) => beginnings[field]?.startsWith(begins)) && fitsQuery(query, beginnings)
      );
    };
    for (const typed of ['zoe', 'ÅSTR zo', '+44 7700', '07700 900001', '00447700', '900001', 'z.astrom@ex', 'astrom'])
      assert.ok(finds(typed), typed);
    for (const typed of ['oe', 'zoe smith', '900002', 'other@example.org', '()']) assert.ok(!finds(typed), typed);
  });

  it('is what stands for an address where there is neither name nor address', () => {
    assert.deepEqual(personKeys({ address: 'Visitor 12ab' }).beginnings, { word1: 'visitor', word2: '12ab' });
  });

  it('is proved for the very address only', () => {
    const claims = { email: 'a@example.org', provedEmail: 'b@example.org' };
    assert.equal(provesKey(claims, 'email:a@example.org'), false);
    assert.equal(provesKey(claims, 'email:b@example.org'), true);
    assert.equal(provesKey(claims, 'phone:b@example.org'), false);
  });
});

describe('what is known of a person', () => {
  const app = {
    _id: 'app' as IdentityId,
    channel: 'app',
    createdAt: 1,
    name: 'Anna Berg',
    verifiedUser: 'u1',
    email: 'anna@example.org',
    provedEmail: 'anna@example.org',
    toldAt: { name: 3 },
  };
  const mail = {
    _id: 'mail' as IdentityId,
    channel: 'mail',
    createdAt: 2,
    name: 'anna berg',
    email: 'berg@example.org',
    language: 'sv',
    toldAt: { name: 9 },
  };

  it('is best first, keeps what differs, and says the same thing once', () => {
    const values = profileValues([mail, app]);
    assert.deepEqual(
      values.map(({ field, value, verified, channel, at }) => [field, value, verified, channel, at]),
      [
        ['name', 'Anna Berg', true, 'app', 3],
        ['email', 'anna@example.org', true, 'app', 1],
        ['email', 'berg@example.org', false, 'mail', 2],
        ['language', 'sv', false, 'mail', 2],
        ['user', 'u1', true, 'app', 1],
      ],
    );
    assert.deepEqual(
      conflictsAmong(values).map(({ value }) => value),
      ['anna@example.org', 'berg@example.org'],
    );
    assert.equal(calledName([mail, app]), 'Anna Berg');
  });

  it('is proved by the backend, a code, an authenticated mail, or not', () => {
    assert.deepEqual(
      [app, { confirmedAt: 1, provedPhone: '+4477' }, { provedEmail: 'a@b' }, mail].map((one) => proofOf(one)),
      ['backend', 'confirmed', 'authenticated', 'none'],
    );
  });
});
