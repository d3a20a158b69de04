import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import {
  ConfigurationError,
  defineSettings,
  describeSettings,
  flag,
  neededTogether,
  portNumber,
  readSettingGroups,
  readSettings,
  setting,
} from './index.ts';

const definitions = defineSettings({
  port: setting('PORT', portNumber, { describe: 'TCP port', default: 8080 }),
  secret: setting('APP_SECRET', z.string().min(8), {
    describe: 'Secret of the app, 8 characters or more',
    secret: true,
  }),
  verbose: setting('VERBOSE', flag, { describe: 'More words', default: false }),
  url: setting('PUBLIC_URL', z.url().optional(), { describe: 'Public address', example: 'https://chat.example.org' }),
});

test('settings are read as their schema says, with defaults, and an empty variable counts as not given', () => {
  const settings = readSettings(definitions, { APP_SECRET: 'long enough', VERBOSE: 'yes', PORT: '', PUBLIC_URL: ' ' });
  assert.deepEqual(settings, { port: 8080, secret: 'long enough', verbose: true, url: undefined });
});

test('every fault is told at once, and no secret is shown', () => {
  const env = { PORT: 'eighty', APP_SECRET: 'hush', VERBOSE: 'perhaps', PUBLIC_URL: 'x' };
  assert.throws(
    () => readSettings(definitions, env),
    (error) => {
      assert.ok(error instanceof ConfigurationError);
      assert.deepEqual(
        error.faults.map((fault) => fault.name),
        ['PORT', 'APP_SECRET', 'VERBOSE', 'PUBLIC_URL'],
      );
      assert.match(error.message, /PORT: got "eighty"; expected TCP port, such as 8080/);
      assert.doesNotMatch(error.message, /hush/);
      return true;
    },
  );
});

test('a required setting that is missing is a fault, also where the schema would coerce nothing into something', () => {
  const numbers = defineSettings({ size: setting('SIZE', z.coerce.string(), { describe: 'Any words' }) });
  assert.throws(() => readSettings(definitions, {}), /APP_SECRET: got nothing/);
  assert.throws(() => readSettings(numbers, {}), /SIZE: got nothing/);
});

test('the faults of several services are told together, a shared variable once', () => {
  const one = defineSettings({
    a: setting('A', portNumber, { describe: 'a' }),
    s: setting('S', portNumber, { describe: 's' }),
  });
  const two = defineSettings({ s: setting('S', portNumber, { describe: 's' }) });
  assert.throws(
    () => readSettingGroups({ one, two }, {}),
    (error: ConfigurationError) => error.faults.length === 2,
  );
  assert.deepEqual(readSettingGroups({ one, two }, { A: '1', S: '2' }), { one: { a: 1, s: 2 }, two: { s: 2 } });
});

test('the described section shows meaning, default or example, and never a value for a secret', () => {
  const text = describeSettings('Web', definitions);
  assert.match(text, /^## Web/);
  assert.match(text, /# TCP port\.\n#PORT=8080/);
  assert.match(text, /# Secret of the app, 8 characters or more\. Secret\. Required\.\n#APP_SECRET=\n/);
  assert.match(text, /#PUBLIC_URL=https:\/\/chat\.example\.org/);
});

const provider = defineSettings({
  ...neededTogether('Acme', {
    key: setting('ACME_KEY', z.string().min(1), { describe: 'Key' }),
    secret: setting('ACME_SECRET', z.string().min(1), { describe: 'Secret', secret: true }),
    url: setting('ACME_URL', z.string(), { describe: 'Address', default: 'https://acme.example' }),
  }),
});

test('settings that are needed together may all be left out, and in part they are a fault', () => {
  assert.deepEqual(readSettings(provider, {}), { url: 'https://acme.example' });
  assert.equal(readSettings(provider, { ACME_KEY: 'k', ACME_SECRET: 's' }).secret, 's');
  assert.throws(() => readSettings(provider, { ACME_KEY: 'k' }), /ACME_SECRET: got nothing/);
  assert.throws(() => readSettings(provider, { ACME_SECRET: 's' }), /ACME_KEY: got nothing/);
  assert.deepEqual(readSettings(provider, { ACME_URL: 'https://other.example' }), { url: 'https://other.example' });
  assert.match(describeSettings('Acme', provider), /# Key\. Needed for Acme\.\n#ACME_KEY=/);
});
