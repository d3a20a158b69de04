import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReplyTokens } from './reply-tokens.ts';

const tokens = new ReplyTokens(Buffer.from('a key'));
const MAILBOX = 'support@example.org';
const CONVERSATION = `v_${'0123456789abcdef'.repeat(3).slice(0, 40)}`;

function addressOf(mailbox: string): string {
  const address = tokens.addressFor(mailbox, CONVERSATION);
  assert.ok(address !== undefined);
  return address;
}

test('an address names its conversation, in capitals too', () => {
  const address = addressOf(MAILBOX);
  assert.equal(tokens.conversationOf(MAILBOX, address), CONVERSATION);
  assert.equal(tokens.conversationOf(MAILBOX, address.toUpperCase()), CONVERSATION);
});

test('every changed letter, another mailbox and another key make it worthless', () => {
  const address = addressOf(MAILBOX);
  const start = address.indexOf('+t_') + 3;
  for (let at = start; at < start + 48; at += 1) {
    const changed = address.slice(0, at) + (address[at] === 'a' ? 'b' : 'a') + address.slice(at + 1);
    assert.equal(tokens.conversationOf(MAILBOX, changed), undefined);
  }
  assert.equal(tokens.conversationOf('sales@example.org', address.replace('support', 'sales')), undefined);
  assert.equal(new ReplyTokens(Buffer.from('another key')).conversationOf(MAILBOX, address), undefined);
});

test('the part before the @ keeps within 64 characters; a longer mailbox goes without', () => {
  assert.ok(addressOf(MAILBOX).indexOf('@') <= 64);
  assert.equal(tokens.addressFor('customer-support-department@example.org', CONVERSATION), undefined);
});

test('what is no conversation of ours has no address, and other addresses name nothing', () => {
  assert.equal(tokens.addressFor(MAILBOX, 'v_1'), undefined);
  for (const address of ['', '@', MAILBOX, 'support+spring@example.org', `support+t_${'a'.repeat(48)}@other.org`]) {
    assert.equal(tokens.conversationOf(MAILBOX, address), undefined);
  }
});
