import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleChannel, sampleIdentity, sampleItem, sampleReply } from '../../../tests/wire-samples.ts';
import type { ChannelInfo, Identity, Item } from '../../../wire/model.ts';
import { addressChoices } from './address-choices.ts';
import { nextAddress } from './next-address.ts';

const HOUR_US = 3600_000_000;
const NOW_MS = 100 * 3600_000;
const channels: Record<string, ChannelInfo> = {
  pigeon: sampleChannel({ replyWindowHours: 24, maxFiles: 0 }),
  bottle: sampleChannel({ channel: 'bottle', label: 'Bottle mail', replyWindowHours: 0, maxFileBytes: 1000 }),
  drum: sampleChannel({ channel: 'drum', label: 'Drum', replyWindowHours: 0 }),
};
const pigeon = sampleIdentity({ identityId: 'p', proof: 'confirmed' });
const bottle = sampleIdentity({ identityId: 'b', channel: 'bottle', address: 'grace@example.com', proof: 'confirmed' });
const drum = sampleIdentity({ identityId: 'd', channel: 'drum', proof: 'backend' });
const wrote = (identityId: string, hour: number) => sampleItem(`${identityId}${hour}`, hour * HOUR_US, { identityId });
const file = { name: 'a.png', contentType: 'image/png', sizeBytes: 10 };

function ask(identities: readonly Identity[], items: readonly Item[], files = [] as (typeof file)[]) {
  const choices = addressChoices(channels, identities, { items, watermarks: {} }, NOW_MS);
  return nextAddress(choices, choices[0], { items, written: { text: 'x', files }, nowMs: NOW_MS });
}

test('an address that can be written to needs no other', () => {
  assert.equal(ask([pigeon, bottle], [wrote('p', 90)]), undefined);
});

test('a shut window leads to the proved address that was used last, with the reason', () => {
  const found = ask([pigeon, bottle, drum], [wrote('d', 50), wrote('b', 60), wrote('p', 73)]);
  assert.equal(found?.reason, 'Pigeon post’s 24 h window closed 3 h ago');
  assert.equal(found?.offer?.identity.identityId, 'b');
});

test('a reply that failed for good leads elsewhere until the customer writes from there again', () => {
  const reason = { code: '30006', text: 'Landline', permanent: true };
  const content = sampleReply({ status: 'failed', reason });
  const failed = sampleItem('r', 95 * HOUR_US, { identityId: 'p', content });
  const found = ask([pigeon, bottle], [wrote('p', 90), failed]);
  assert.equal(found?.reason, 'The last reply over Pigeon post failed for good (Landline)');
  assert.equal(found?.offer?.identity.identityId, 'b');
  assert.equal(ask([pigeon, bottle], [wrote('p', 90), failed, wrote('p', 96)]), undefined);
});

test('what a channel cannot carry leads to one that can', () => {
  const found = ask([pigeon, bottle], [wrote('p', 90)], [file]);
  assert.equal(found?.reason, 'Pigeon post takes no files');
  assert.equal(found?.offer?.identity.identityId, 'b');
  const tooLarge = { ...file, sizeBytes: 2000 };
  assert.equal(ask([pigeon, bottle], [wrote('p', 90)], [tooLarge])?.offer, undefined);
});

test('what is only believed is never offered; what is only claimed, once an agent has reached somebody there', () => {
  const shut = [wrote('p', 50)];
  const believed = { ...bottle, proved: false };
  assert.equal(ask([pigeon, believed], shut)?.offer, undefined);
  const claimed = sampleIdentity({ identityId: 'b', channel: 'bottle', verified: false, proof: 'none' });
  const unproved = { ...pigeon, proved: false };
  assert.equal(ask([unproved, claimed], shut)?.offer, undefined);
  const reached = sampleItem('r', 51 * HOUR_US, { identityId: 'b', content: sampleReply({ status: 'delivered' }) });
  assert.equal(ask([unproved, claimed], [...shut, reached])?.offer?.identity.identityId, 'b');
});

test('a blocked address leads to the next best, with the reason, and is never offered itself', () => {
  const blocked = { ...pigeon, standing: 'blocked', standingReason: 'opted-out' };
  const found = ask([blocked, bottle], [wrote('b', 60), wrote('p', 99)]);
  assert.equal(found?.reason, 'Grace opted out of Pigeon post');
  assert.equal(found?.offer?.identity.identityId, 'b');
  const gone = { ...bottle, standing: 'blocked', standingReason: 'address-gone' };
  const other = ask([gone, blocked], [wrote('p', 99)]);
  assert.equal(other?.reason, 'This Bottle mail address does not exist any more');
  assert.equal(other?.offer, undefined);
});

test('an address from which nobody wrote is shut where its channel has a window', () => {
  const found = ask([pigeon, bottle], []);
  assert.equal(found?.reason, 'Nothing was written from this Pigeon post address, so its window is shut');
  assert.equal(found?.offer?.identity.identityId, 'b');
});
