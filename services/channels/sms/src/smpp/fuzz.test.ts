import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assert as check,
  property,
  array,
  constant,
  constantFrom,
  integer,
  oneof,
  record,
  string,
  uint8Array,
  type Arbitrary,
} from 'fast-check';
import smpp from 'smpp';
import { countSegments } from '../text/segments.ts';
import { CHARSETS } from './charset/charset.ts';
import { decodeText } from './charset/decode-text.ts';
import { readDeliver } from './inbound/read-deliver.ts';
import { readReceipt } from './receipts/read-receipt.ts';
import { splitText } from './text/split-text.ts';
import { concatenationOf } from './text/user-data-header.ts';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 300);
const charset = constantFrom(...CHARSETS);
const bytes = (maxLength: number) => uint8Array({ maxLength }).map((octets) => Buffer.from(octets));
const MAX_TEXT = 20_000;

/** Hand-made fields: everything that a decoded PDU may hold, and what it may not. */
const fields = record({
  esm_class: oneof(integer({ min: 0, max: 255 }), constantFrom<unknown>(undefined, 'x', 0x40, 0x44, 4)),
  data_coding: oneof(integer({ min: 0, max: 255 }), constant<unknown>(undefined)),
  source_addr: oneof(string({ maxLength: 30 }), constant<unknown>(undefined)),
  destination_addr: oneof(string({ maxLength: 30 }), constant<unknown>(undefined)),
  short_message: oneof<Arbitrary<unknown>[]>(
    bytes(255),
    string({ maxLength: 255 }),
    record({ udh: array(bytes(20), { maxLength: 5 }), message: bytes(200) }),
    record({ udh: constant('not a header'), message: constant(7) }),
    constant(undefined),
  ),
  message_payload: oneof<Arbitrary<unknown>[]>(bytes(1000), constant(undefined), record({ message: bytes(1000) })),
  sar_msg_ref_num: oneof<Arbitrary<unknown>[]>(integer(), constant('1')),
  sar_total_segments: integer({ min: -1, max: 300 }),
  sar_segment_seqnum: integer({ min: -1, max: 300 }),
  receipted_message_id: oneof<Arbitrary<unknown>[]>(string(), constant(undefined), bytes(5)),
  message_state: oneof<Arbitrary<unknown>[]>(integer(), constant(undefined)),
  network_error_code: oneof<Arbitrary<unknown>[]>(bytes(4), constant(undefined)),
});

test('no fields of a PDU make reading throw, and parts stay within their total', () => {
  check(
    property(fields, charset, (pdu, alphabet) => {
      const read = readDeliver(pdu, { charset: alphabet, receiptPattern: undefined });
      if (read.kind !== 'message') return;
      assert.ok((read.text ?? '').length <= MAX_TEXT);
      const { part = 1, total = 1 } = read.concatenation ?? {};
      assert.ok(part >= 1 && part <= total);
    }),
    { numRuns },
  );
});

/** True PDUs of the library with some octets changed, cut or added, as a hostile or broken centre sends them. */
const mutated = record({
  message: bytes(140),
  dataCoding: integer({ min: 0, max: 255 }),
  esmClass: constantFrom(0, 4, 0x40, 0x44),
  changes: array(record({ at: integer({ min: 16, max: 200 }), to: integer({ min: 0, max: 255 }) }), { maxLength: 8 }),
  cut: integer({ min: 0, max: 30 }),
}).map(({ message, dataCoding, esmClass, changes, cut }) => {
  const pdu = new smpp.PDU('deliver_sm', {
    source_addr: '447700900001',
    destination_addr: '14155550122',
    esm_class: esmClass,
    data_coding: dataCoding,
    short_message: message,
    receipted_message_id: 'abc',
    message_state: 2,
  });
  const octets = pdu.toBuffer();
  for (const { at, to } of changes) if (at < octets.length) octets[at] = to;
  return octets.subarray(0, octets.length - cut);
});

test('what the library makes of changed octets is read, or was refused by the library itself', () => {
  check(
    property(mutated, charset, (octets, alphabet) => {
      let pdu: Record<string, unknown>;
      try {
        pdu = Object.fromEntries(Object.entries(new smpp.PDU(octets)));
      } catch {
        // On a link that is an error of the link, which is closed.
        return;
      }
      readDeliver(pdu, { charset: alphabet, receiptPattern: undefined });
    }),
    { numRuns },
  );
});

const word = constantFrom(
  'id:',
  'ID: ',
  'sub:001',
  'dlvrd:001',
  'submit date:2611221000',
  'stat:',
  'stat:DELIVRD',
  'err:',
  '000',
  ' ',
  'text:',
);

test('no text of a receipt makes reading throw, and what is found is short', () => {
  check(
    property(array(oneof(word, string({ maxLength: 40 })), { maxLength: 40 }), (words) => {
      const receipt = readReceipt({}, words.join(' '), undefined);
      assert.ok((receipt?.id ?? '').length <= 65);
    }),
    { numRuns },
  );
});

test('no header makes reading throw', () => {
  check(
    property(array(bytes(12), { maxLength: 6 }), (elements) => {
      const found = concatenationOf(elements);
      assert.ok(found === undefined || (found.part >= 1 && found.part <= found.total && found.total <= 255));
    }),
    { numRuns },
  );
});

test('every alphabet decodes every octet, without growing', () => {
  check(
    property(bytes(255), integer({ min: 0, max: 255 }), charset, (body, dataCoding, alphabet) => {
      const text = decodeText(body, dataCoding, alphabet);
      assert.ok(text === undefined || text.length <= body.length * 2);
    }),
    { numRuns },
  );
});

const texts = array(
  oneof(
    constantFrom('a', 'Z', '@', '€', '[', '~', 'é', 'Ç', '\n'),
    constantFrom('ç', 'П', '世', '😀'),
    string({ minLength: 1, maxLength: 3, unit: 'grapheme-ascii' }),
  ),
  { minLength: 1, maxLength: 400 },
).map((parts) => parts.join(''));

test('a text comes back from its parts as it was, in as many parts as the calculator counts', () => {
  check(
    property(texts, (text) => {
      const parts = splitText(text, 'gsm');
      const back = parts
        .map(({ bytes: body, dataCoding }) => decodeText(Buffer.from(body), dataCoding, 'gsm'))
        .join('');
      assert.equal(back, text);
      assert.equal(parts.length, countSegments(text, { smart: false }).segments);
      const limit = parts.length > 1 ? [153, 134] : [160, 140];
      for (const { bytes: body, dataCoding } of parts) assert.ok(body.length <= (limit[dataCoding === 0 ? 0 : 1] ?? 0));
    }),
    { numRuns },
  );
});
