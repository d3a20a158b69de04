import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { isSignedByTwilio, twilioSignature } from './signature.ts';

const TOKEN = '12345';
const URL_OF_VECTORS = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const form = (caller: string) =>
  new URLSearchParams({
    CallSid: 'CA1234567890ABCDE',
    Caller: caller,
    Digits: '1234',
    From: caller,
    To: '+18005551212',
  });

const signed = (over: Partial<Parameters<typeof isSignedByTwilio>[0]>) =>
  isSignedByTwilio({
    authToken: TOKEN,
    url: URL_OF_VECTORS,
    signature: 'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
    parameters: form('+14158675309'),
    rawBody: Buffer.alloc(0),
    isJson: false,
    ...over,
  });

test('the published vectors of form posts', () => {
  assert.equal(twilioSignature(TOKEN, URL_OF_VECTORS, form('+14158675309')), 'RSOYDt4T1cUTdK1PDd93/VVr8B8=');
  assert.equal(twilioSignature(TOKEN, URL_OF_VECTORS, form('+12349013030')), '0/KCTR6DLpKmkAf8muzZqo1nDgQ=');
  assert.equal(signed({}), true);
});

test('the published vector of a JSON body, which is covered by its hash in the address', () => {
  const rawBody = Buffer.from('{"property": "value", "boolean": true}');
  const url = `${URL_OF_VECTORS}&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620`;
  const json = { url, rawBody, isJson: true, signature: 'a9nBmqA0ju/hNViExpshrM61xv4=' };
  assert.equal(signed(json), true);
  assert.equal(signed({ ...json, rawBody: Buffer.from('{"property": "other", "boolean": true}') }), false);
  assert.equal(signed({ ...json, url: URL_OF_VECTORS }), false);
});

test('another token, address, value, or no signature at all is refused', () => {
  assert.equal(signed({ authToken: 'other' }), false);
  assert.equal(signed({ url: 'https://mycompany.com/myapp.php?foo=1' }), false);
  assert.equal(signed({ parameters: form('+1') }), false);
  assert.equal(signed({ signature: undefined }), false);
  assert.equal(signed({ signature: 'short' }), false);
});

test('of a repeated key each different value counts once, sorted', () => {
  const repeated = new URLSearchParams('b=2&b=1&b=2&a=x');
  const expected = createHmac('sha1', TOKEN).update('https://x.example/axb1b2').digest('base64');
  assert.equal(twilioSignature(TOKEN, 'https://x.example/', repeated), expected);
});

test('the default port may be signed with or without its number, and the retry fragment too', () => {
  const parameters = form('+14158675309');
  for (const url of [
    'https://mycompany.com:443/myapp.php?foo=1&bar=2',
    'https://mycompany.com/myapp.php?foo=1&bar=2#rc=5&rp=all',
  ]) {
    assert.equal(signed({ signature: twilioSignature(TOKEN, url, parameters) }), true, url);
  }
});
