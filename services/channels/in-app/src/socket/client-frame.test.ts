import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseClientFrame } from './client-frame.ts';

const hello = { type: 'hello', protocol: 1, client: 'test/1', deviceId: 'd' };

test('frames of the protocol are understood, unknown fields ignored', () => {
  for (const frame of [
    hello,
    { ...hello, app: 'shop', cursor: 'c', credentials: { token: 't' } },
    { ...hello, credentials: { visitor: { id: 'v', secret: 's' } } },
    { type: 'message', cid: '1', text: 'hello', uploadIds: ['u'] },
    { type: 'typing' },
    { type: 'read', upTo: 'm_1' },
    { type: 'ping' },
  ])
    assert.deepEqual(parseClientFrame(JSON.stringify({ ...frame, later: true })), frame);
});

test('everything else is no frame', () => {
  for (const text of [
    '',
    'hello',
    '[]',
    'null',
    '{}',
    '{"type":"unknown"}',
    JSON.stringify({ ...hello, protocol: 2 }),
    JSON.stringify({ ...hello, deviceId: '' }),
    JSON.stringify({ ...hello, credentials: { token: 7 } }),
    JSON.stringify({ ...hello, credentials: { password: 'x' } }),
    JSON.stringify({ ...hello, cursor: 'c'.repeat(5000) }),
    '{"type":"message","cid":7}',
    '{"type":"message","cid":"1","uploadIds":"u"}',
    '{"type":"read","upTo":""}',
    JSON.stringify({ type: 'read', upTo: 'x'.repeat(65) }),
  ])
    assert.equal(parseClientFrame(text), undefined, text);
});
