import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOST_PATTERN, namedHosts } from './named-hosts.ts';

const BROWSERS = ['fcm.googleapis.com', '*.push.services.mozilla.com', '*.notify.windows.com', 'web.push.apple.com'];

test('endpoints of the named push services are allowed, by https alone', () => {
  const allows = namedHosts(BROWSERS);
  for (const endpoint of [
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://db5p.notify.windows.com/w/?token=abc',
    'https://web.push.apple.com/abc',
  ])
    assert.ok(allows(endpoint), endpoint);
  for (const endpoint of [
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com.example.org/',
    'https://evil-fcm.googleapis.com/',
    'https://push.services.mozilla.com/',
    'https://.push.services.mozilla.com/',
    'https://evilpush.services.mozilla.com/',
    'https://user@fcm.googleapis.com/',
    'https://fcm.googleapis.com:8443/',
    'https://fcm.googleapis.com/#there',
    'https://127.0.0.1/',
    'https://[::1]/',
    'file:///etc/passwd',
    '/fcm.googleapis.com',
    '',
  ])
    assert.ok(!allows(endpoint), endpoint);
});

test('plain http is for a named stand-in on this machine', () => {
  assert.ok(namedHosts(['127.0.0.1:8099'])('http://127.0.0.1:8099/push/x'));
  assert.ok(!namedHosts(['127.0.0.1:8099'])('http://127.0.0.1:8098/push/x'));
  assert.ok(!namedHosts(['push.example.org'])('http://push.example.org/x'));
  assert.ok(!namedHosts([])('https://fcm.googleapis.com/x'));
});

test('a pattern is a host, not an address', () => {
  for (const host of [...BROWSERS, '127.0.0.1:8099']) assert.match(host, HOST_PATTERN);
  for (const host of ['', '*', '*.', 'https://a.b', 'a.*.b', 'a b', 'a/b']) assert.doesNotMatch(host, HOST_PATTERN);
});
