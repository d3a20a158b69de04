import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainValue } from './plain-value.ts';

test('values are told as one reads them', () => {
  const told: readonly (readonly [json: string, words: string])[] = [
    ['"First line"', 'First line'],
    ['30', '30'],
    ['true', 'yes'],
    ['[]', 'none'],
    ['["night","mail"]', 'night, mail'],
    ['[{"level":2,"skill":"french"},{"level":1,"skill":"refunds"}]', 'french 2, refunds 1'],
    ['{"afterSeconds":30,"skills":[{"skill":"french","level":1}]}', 'after seconds: 30, skills: french 1'],
    ['{"id":"q2","teams":["a","b"],"targets":null}', 'id: q2, teams: (a, b)'],
    ['{"text":[],"hours":{}}', 'none'],
    ['not json', 'not json'],
  ];
  for (const [json, words] of told) assert.equal(plainValue(json), words);
});
