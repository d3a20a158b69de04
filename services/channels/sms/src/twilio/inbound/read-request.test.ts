import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MalformedFormError } from '../../intake/malformed-form.ts';
import { readMessage, readStatus } from './read-request.ts';

const fixture = (name: string) =>
  new URLSearchParams(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8').trim());

test('an inbound form is read whatever else it carries', () => {
  const message = readMessage(fixture('inbound-mms.txt'));
  assert.equal(message.MessageSid, 'MM0123456789abcdef0123456789abcdef');
  assert.equal(message.Body, 'Grüße & more');
  assert.equal(message.NumMedia, 1);
});

test('a status is read, under its old names as well', () => {
  const form = fixture('status-undelivered.txt');
  assert.equal(readStatus(form).ErrorCode, '30005');
  form.delete('MessageStatus');
  form.delete('MessageSid');
  assert.equal(readStatus(form).MessageStatus, 'undelivered');
});

test('a number of media that is none counts as none', () => {
  const form = fixture('inbound-mms.txt');
  form.set('NumMedia', 'many');
  assert.equal(readMessage(form).NumMedia, 0);
});

test('a form without id, sender or status is malformed', () => {
  for (const missing of ['From', 'To']) {
    const form = fixture('inbound-mms.txt');
    form.delete(missing);
    assert.throws(() => readMessage(form), MalformedFormError, missing);
  }
  assert.throws(() => readStatus(new URLSearchParams()), MalformedFormError);
});
