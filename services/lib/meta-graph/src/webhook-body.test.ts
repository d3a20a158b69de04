import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MalformedWebhookError } from './malformed-webhook-error.ts';
import { readWebhookBody } from './read-webhook-body.ts';
import { isSameWord, isSignedByMeta } from './signature.ts';

const BODY = Buffer.from('{"object":"page","entry":[]}');
/** printf '{"object":"page","entry":[]}' | openssl dgst -sha256 -hmac app-secret */
const BY_OPENSSL = 'sha256=e6e9d7a842a48e17f43a34d6125d0d933e2aab92ee37f0993a4d493b50e3d438';

test('the signature is the one that openssl makes, whichever of several apps signed', () => {
  assert.equal(isSignedByMeta(BY_OPENSSL, BODY, ['app-secret']), true);
  assert.equal(isSignedByMeta(BY_OPENSSL, BODY, ['another', 'app-secret']), true);
  assert.equal(isSignedByMeta(BY_OPENSSL, BODY, ['another']), false);
  assert.equal(isSignedByMeta(BY_OPENSSL, BODY, []), false);
});

test('it covers the raw bytes: the same JSON written otherwise is not signed', () => {
  const escaped = Buffer.from(String.raw`{"object":"page","entry":[{"id":"\u00e4"}]}`);
  const again = Buffer.from(JSON.stringify(JSON.parse(escaped.toString())));
  assert.equal(isSignedByMeta(BY_OPENSSL, Buffer.from(`${BODY.toString()}\n`), ['app-secret']), false);
  assert.notDeepEqual(escaped, again);
});

test('headers of any other form are refused', () => {
  const hex = BY_OPENSSL.slice('sha256='.length);
  for (const header of [
    undefined,
    '',
    hex,
    `sha1=${hex}`,
    BY_OPENSSL.toUpperCase(),
    `${BY_OPENSSL}0`,
    `sha256=${'é'.repeat(64)}`,
  ])
    assert.equal(isSignedByMeta(header, BODY, ['app-secret']), false, String(header));
});

test('words are compared whole, whatever their lengths', () => {
  assert.equal(isSameWord('verify', 'verify'), true);
  assert.equal(isSameWord('verify', 'verify '), false);
  assert.equal(isSameWord('', 'verify'), false);
});

test('a body that is no webhook call is refused as malformed', () => {
  for (const body of [
    '',
    '{',
    '[]',
    'null',
    '{"object":"page"}',
    '{"object":1,"entry":[]}',
    '{"object":"page","entry":{}}',
  ])
    assert.throws(() => readWebhookBody(Buffer.from(body)), MalformedWebhookError, body);
  assert.throws(() => readWebhookBody(Buffer.from([0x7b, 0xff])), MalformedWebhookError);
});
