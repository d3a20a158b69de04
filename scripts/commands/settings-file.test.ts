import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { declaredAgentSchema, FIRST_SETTINGS, settingsFileSchema } from '@onethread/contracts';
import { BadFileError, parseSettings, readSettingsFile } from './settings-file.ts';
import { settingsYaml } from './settings-yaml.ts';

const EXAMPLE = join(import.meta.dirname, '../../docs/examples/settings.yaml');

const isBad =
  (...lines: readonly string[]) =>
  (error: unknown) => {
    assert.ok(error instanceof BadFileError);
    assert.deepEqual(error.message.split('\n'), lines);
    return true;
  };

describe('settings files', () => {
  it('every fault is told at once, each with its line and column', () => {
    const text = `skills:
  - id: French
    name: French
queues:
  - id: all
    name: All
    priority: high
    teems: [a]
defaultQueue: all
ageUnitSeconds: 0
`;
    assert.throws(
      () => parseSettings('settings.yaml', text),
      isBad(
        'settings.yaml:2:9: skills[0].id: lower-case letters, digits, ".", "_" and "-", at most 64',
        'settings.yaml:7:15: queues[0].priority: Invalid input: expected number, received string',
        'settings.yaml:8:5: queues[0].teems: there is no such field',
        'settings.yaml:10:17: ageUnitSeconds: Too small: expected number to be >=1',
      ),
    );
  });

  it('what is missing is told where it is missing from', () => {
    const text = 'queues:\n  - id: all\ndefaultQueue: all\n';
    assert.throws(
      () => parseSettings('f', text),
      isBad('f:2:5: queues[0].name: Invalid input: expected string, received undefined'),
    );
    assert.throws(() => parseSettings('f', ''), BadFileError);
    assert.throws(() => parseSettings('f', '- a list'), BadFileError);
  });

  it('what is no YAML, names a key twice, or grows without end, is refused', () => {
    assert.throws(() => parseSettings('f', 'queues: [\n'), /^BadFileError|f:\d+:\d+: /u);
    assert.throws(() => parseSettings('f', 'defaultQueue: a\ndefaultQueue: b\n'), /f:2:1: Map keys must be unique/u);
    const lol = Array.from({ length: 9 }, (_, n) => `l${n + 1}: &l${n + 1} [${`*l${n},`.repeat(9)}]`);
    assert.throws(() => parseSettings('f', ['l0: &l0 [lol]', ...lol].join('\n')), /Excessive alias count/u);
  });

  it('a file that is not there is told of in words', () => {
    assert.throws(
      () => readSettingsFile('/nowhere/settings.yaml'),
      isBad('/nowhere/settings.yaml: cannot be read (ENOENT).'),
    );
  });

  it('what is printed is read back as it was, and says only what is not so anyway', () => {
    assert.equal(
      settingsYaml(FIRST_SETTINGS, []),
      'queues:\n  - id: default\n    name: Everyone\ndefaultQueue: default\n',
    );
    const example = readSettingsFile(EXAMPLE);
    const { agents = [], ...settings } = example;
    assert.deepEqual(parseSettings('printed', settingsYaml(settings, agents)), example);
    const full = settingsFileSchema.parse({
      teams: [{ id: 'a', name: 'yes', maxLoad: 3 }],
      calendars: [{ id: 'c', name: '1e3', timeZone: 'UTC', week: {}, holidays: [{ date: '2026-12-25' }] }],
      channels: [{ channel: 'pigeon', interruptible: true }],
      queues: [
        { id: 'on', name: 'null', anyoneAfterSeconds: 0, stickySeconds: 0, targets: {}, skills: [{ skill: 'x' }] },
      ],
      rules: [
        {
          id: 'r',
          name: '~',
          when: { attributes: { 'a: b': ['true', '012', ' #'].map((word) => word.trim()) } },
          queue: 'on',
        },
      ],
      defaultQueue: 'on',
      agents: [declaredAgentSchema.parse({ email: 'a@b', name: "O'Neil: x", channels: { '1': 0 }, disabled: true })],
    });
    const { agents: people = [], ...rest } = full;
    assert.deepEqual(parseSettings('printed', settingsYaml(rest, people)), full);
  });

  it('the example of the documentation says what it does in comments', () => {
    assert.ok(
      readFileSync(EXAMPLE, 'utf8')
        .split('\n')
        .filter((line) => /#/u.test(line)).length > 20,
    );
  });
});
