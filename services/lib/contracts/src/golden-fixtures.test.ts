import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { z } from 'zod';
import { assignmentCommandSchema } from './commands.ts';
import { inboundRecordSchema, outboundRecordSchema, outboundReportSchema, receiptRecordSchema } from './envelopes.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/v1');
const SCHEMAS: readonly (readonly [RegExp, z.ZodType])[] = [
  [/^assignment-/, assignmentCommandSchema],
  [/^inbound-/, inboundRecordSchema],
  [/^(receipt-|typing|channel-)/, receiptRecordSchema],
  [/^outbound-status/, outboundReportSchema],
  [/^outbound-/, outboundRecordSchema],
];

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const fixture = (file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Record<string, unknown>;
const schemaOf = (file: string) => {
  const found = SCHEMAS.find(([pattern]) => pattern.test(file))?.[1];
  assert.ok(found, `no schema is meant for ${file}`);
  return found;
};

test('there is a golden fixture for every kind of record', () => assert.ok(files.length >= 30));

for (const file of files) {
  test(`version 1 decodes for ever: ${file}`, () => {
    const value = fixture(file);
    const decoded = schemaOf(file).parse(value);
    assert.deepEqual(
      { ...(decoded as object), ...value },
      { ...value, ...(decoded as object) },
      'nothing of it is lost',
    );
  });

  test(`a reader ignores what a newer writer adds: ${file}`, () => {
    assert.equal(schemaOf(file).safeParse({ ...fixture(file), addedLater: { x: 1 } }).success, true);
  });
}

test('another version, a missing key and an overlong text are refused', () => {
  const message = fixture('inbound-message.json');
  const refused = [
    { ...message, version: 2 },
    { ...message, identity: undefined },
    { ...message, parts: [] },
    { ...message, parts: [{ kind: 'text', text: 'x'.repeat(100_001) }] },
    { ...message, type: 'unheard-of' },
  ];
  for (const value of refused) assert.equal(inboundRecordSchema.safeParse(value).success, false);
});
