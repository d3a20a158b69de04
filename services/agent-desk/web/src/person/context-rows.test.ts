import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PersonContext } from '../../../wire/identity.ts';
import { contextRows } from './context-rows.ts';

const nothing: PersonContext = {
  identityId: 'i1',
  atMs: 0,
  pageUrl: '',
  pageTitle: '',
  browser: '',
  os: '',
  screen: '',
  language: '',
  timeZone: '',
  appVersion: '',
  trail: [],
  fields: {},
};

test('what a device did not tell has no line', () => {
  assert.deepEqual(
    contextRows(nothing, (tag) => tag),
    [],
  );
  const told = { ...nothing, os: 'Android 16', screen: '390x844', appVersion: '7.1', fields: { 'Order no.': '17' } };
  assert.deepEqual(
    contextRows(told, (tag) => tag).map(({ label, value }) => `${label}: ${value}`),
    ['Device: Android 16, 390 × 844', 'App version: 7.1', 'Order no.: 17'],
  );
});
