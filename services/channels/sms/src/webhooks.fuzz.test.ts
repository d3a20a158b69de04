import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  array,
  assert as check,
  asyncProperty,
  constantFrom,
  oneof,
  property,
  record,
  string,
  tuple,
} from 'fast-check';
import twilio from 'twilio';
import { MalformedFormError } from './intake/malformed-form.ts';
import { keywordSetting } from './keywords/keyword-setting.ts';
import { Keywords } from './keywords/keywords.ts';
import { canBeAnswered, displayed, readAddress, withPlus } from './numbers/phone-numbers.ts';
import { readMessage, readStatus } from './twilio/inbound/read-request.ts';
import { isSignedByTwilio } from './twilio/inbound/signature.ts';
import { mediaPathOf } from './twilio/inbound/media-address.ts';
import { readMessage as readVonageMessage, readReceipt } from './vonage/inbound/read-request.ts';
import { isSignedByVonage } from './vonage/inbound/signature.ts';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 300);
const KEYS = [
  'MessageSid',
  'From',
  'To',
  'Body',
  'NumMedia',
  'MessageStatus',
  'ErrorCode',
  'messageId',
  'msisdn',
  'to',
  'text',
  'concat',
  'concat-ref',
  'concat-total',
  'concat-part',
  'status',
  'client-ref',
  'sig',
  'timestamp',
  '__proto__',
  'constructor',
] as const;
const words = oneof(
  string({ maxLength: 60, unit: 'binary' }),
  constantFrom('1', '999', '-1', '', 'true', 'whatsapp:+1'),
);
const pairs = array(tuple(oneof(constantFrom(...KEYS), string({ maxLength: 10 })), words), { maxLength: 30 });

function orMalformed(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof MalformedFormError);
  }
}

test('a form says something of its provider, or is malformed', () => {
  check(
    property(pairs, (form) => {
      orMalformed(() => readMessage(new URLSearchParams(form)));
      orMalformed(() => readStatus(new URLSearchParams(form)));
      orMalformed(() => readVonageMessage(new Map(form)));
      orMalformed(() => readReceipt(new Map(form)));
    }),
    { numRuns },
  );
});

test('what Twilio’s library signs is proved, repeated keys as well; one changed value is not', () => {
  const keys = string({ minLength: 1, maxLength: 8, unit: 'grapheme-ascii' });
  const values = array(string({ maxLength: 20, unit: 'grapheme' }), { minLength: 1, maxLength: 4 });
  check(
    property(array(tuple(keys, values), { maxLength: 8 }), string({ minLength: 1 }), (entries, authToken) => {
      const form = new Map(entries.filter(([key]) => !(key in {})));
      const url = 'https://example.org/webhooks/twilio/sms?a=1';
      // Forms are UTF-8 by nature: what is not well formed cannot have been sent.
      const all = [...form].flatMap(([key, each]) =>
        each.map((value): [string, string] => [key, value.toWellFormed()]),
      );
      const parameters = new URLSearchParams(all);
      const signed = Object.fromEntries([...form.keys()].map((key) => [key, parameters.getAll(key)]));
      const signature = twilio.getExpectedTwilioSignature(authToken, url, signed);
      const request = { authToken, url, signature, rawBody: Buffer.alloc(0), isJson: false };
      assert.ok(isSignedByTwilio({ ...request, parameters }));
      const changed = new URLSearchParams([...all, ['added', 'x']]);
      assert.ok(!isSignedByTwilio({ ...request, parameters: changed }));
    }),
    { numRuns },
  );
});

test('no parameters and no header make the proof of Vonage throw', async () => {
  const settings = { apiKey: 'k', signatureSecret: 's', signatureMethod: 'sha256' as const };
  await check(
    asyncProperty(
      record({
        pairs,
        authorization: oneof(string(), constantFrom('Bearer a.b.c', 'Bearer eyJhbGciOiJub25lIn0.e30.')),
      }),
      async (given) => {
        const parameters = new Map(given.pairs);
        const { authorization } = given;
        const request = { settings, parameters, authorization, rawBody: Buffer.from('{}'), now: 1_800_000_000_000 };
        assert.equal(await isSignedByVonage(request), false);
      },
    ),
    { numRuns },
  );
});

test('addresses, keywords and media addresses take any text', () => {
  const keywords = new Keywords(keywordSetting.parse('{"de":{"stop":["Stopp"]}}'));
  const address = oneof(
    words,
    array(constantFrom('+', '1', '0', '44', ' ', '(', ')', '-', 'a'), { maxLength: 60 }).map((all) => all.join('')),
  );
  const settings = {
    apiUrl: 'https://api.twilio.com',
    accountSid: 'AC1',
    authToken: 't',
    numbers: [],
    messagingServiceSid: undefined,
    deleteMedia: true,
    answersKeywords: true,
  };
  check(
    property(address, (text) => {
      const read = readAddress(withPlus(text), 'US');
      if (read !== undefined) {
        assert.ok(read.value.length > 0 && read.value.length <= 60);
        displayed(read.value);
        canBeAnswered(read.value);
        assert.equal(readAddress(read.prefix + read.value, 'US')?.value, read.value);
      }
      keywords.of(text, text);
      assert.equal(mediaPathOf(text, settings), undefined);
    }),
    { numRuns },
  );
});
