import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withDefaults } from './uri-defaults.ts';

const DEFAULTS =
  'maxPoolSize=50&waitQueueTimeoutMS=5000&serverSelectionTimeoutMS=5000&connectTimeoutMS=5000&socketTimeoutMS=20000&heartbeatFrequencyMS=5000';

test('bounds are added where the URI names none', () => {
  assert.equal(withDefaults('mongodb://a,b:1'), `mongodb://a,b:1/?${DEFAULTS}`);
  assert.equal(withDefaults('mongodb://a/'), `mongodb://a/?${DEFAULTS}`);
  assert.equal(withDefaults('mongodb://u:p@a/db?tls=true'), `mongodb://u:p@a/db?tls=true&${DEFAULTS}`);
});

test('what the URI names stays as it says, however it is spelt', () => {
  const uri = withDefaults('mongodb+srv://a/?MAXPOOLSIZE=7&socketTimeoutMS=0');
  assert.match(uri, /^mongodb\+srv:\/\/a\/\?MAXPOOLSIZE=7&socketTimeoutMS=0&waitQueueTimeoutMS=5000/);
  assert.doesNotMatch(uri, /maxPoolSize|20000/);
});
