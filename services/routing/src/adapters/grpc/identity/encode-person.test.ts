import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { PersonContext } from '@onethread/contracts';
import { readPerson } from '../../../use-cases/identity/read-person.ts';
import { receiveMessage } from '../../../use-cases/receive-message.ts';
import {
  customerOf,
  identityRef,
  inbound,
  openTestContext,
  type TestContext,
} from '../../../use-cases/testing/test-context.ts';
import { encodePerson } from './encode-person.ts';

const anna = identityRef('anna');

describe('where a person was and with what', () => {
  let context: TestContext;
  beforeEach(async () => {
    context = await openTestContext();
  });
  afterEach(() => context.close());

  const writes = (id: string, told?: PersonContext) =>
    receiveMessage(context, inbound(anna, id, { profile: told === undefined ? {} : { context: told } }));
  const contexts = async () => {
    const person = await encodePerson(context.collections, await readPerson(context.collections, customerOf(anna)));
    return person.contexts ?? [];
  };
  const rev = async () => (await context.collections.identities.get(anna.identityId))?.rev;

  it('is what the device told last, whole; told again it is nothing new', async () => {
    await writes('m1');
    assert.deepEqual(await contexts(), []);
    const told: PersonContext = {
      page: { url: 'https://shop.example/kettle', title: 'Kettle' },
      device: { os: 'Android 16', screen: '390x844' },
      app: { version: '7.1' },
      trail: [{ event: 'added to cart', at: 5, properties: { item: 'kettle' } }],
      fields: { 'Order no.': '17' },
    };
    await writes('m2', told);
    const kept = await rev();
    context.clock.advance(1000);
    await writes('m3', structuredClone(told));
    assert.equal(await rev(), kept);
    assert.deepEqual(await contexts(), [
      {
        identityId: anna.identityId,
        atMs: context.now() - 1000,
        pageUrl: 'https://shop.example/kettle',
        pageTitle: 'Kettle',
        browser: '',
        os: 'Android 16',
        screen: '390x844',
        language: '',
        timeZone: '',
        appVersion: '7.1',
        trail: [{ event: 'added to cart', atMs: 5, properties: { item: 'kettle' } }],
        fields: { 'Order no.': '17' },
      },
    ]);
    await writes('m4', { page: { url: 'https://shop.example/' } });
    const [now] = await contexts();
    assert.deepEqual([now?.pageUrl, now?.os, now?.atMs], ['https://shop.example/', '', context.now()]);
  });
});
