import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { CommandLineError, readCommandLine } from './command-line.ts';
import { describeMachine } from './machine.ts';
import { renderMarkdown } from './render-markdown.ts';
import { mergeMeasured, readMeasured, type MeasuredRow } from './measured-rows.ts';
import { formatValue, renderRow } from './render-table.ts';
import { keepsTarget, type Row } from './row.ts';
import { ROWS } from './rows.ts';
import { spreadOf } from './spread.ts';

const RUN = join(import.meta.dirname, 'run.ts');
const DOCUMENT = join(import.meta.dirname, '../../../docs/benchmarks.md');

const row: Row = { name: 'one', title: 'One | row', method: 'By hand.', module: new URL('file:///none') };
const measured: MeasuredRow = {
  row,
  fsyncMs: 0.5,
  loadBefore: 1.25,
  at: '2026-01-02T03:04:05Z',
  machine: describeMachine(),
  result: {
    conditions: 'Once.',
    figures: [
      { what: 'bare', value: 1, unit: 'ms', yardstick: true },
      { what: 'p50', value: 4.5, unit: 'ms', target: { atMost: 5 } },
      { what: 'rate', value: 2000, unit: 'msg/s', target: { atLeast: 3000 } },
    ],
  },
};

test('every row of the list is a module that measures', async () => {
  for (const { name, module } of ROWS) {
    const { measure } = (await import(module.href)) as { measure?: unknown };
    assert.equal(typeof measure, 'function', name);
  }
  assert.equal(new Set(ROWS.map(({ name }) => name)).size, ROWS.length);
});

test('--help names every row and measures nothing', () => {
  const { status, stdout } = spawnSync(process.execPath, [RUN, '--help'], { encoding: 'utf8' });
  assert.equal(status, 0);
  for (const { name } of ROWS) assert.match(stdout, new RegExp(`^  ${name} `, 'm'));
});

test('an unknown row or flag is refused with what there is', () => {
  const { status, stderr } = spawnSync(process.execPath, [RUN, '--only', 'nothing'], { encoding: 'utf8' });
  assert.equal(status, 2);
  assert.match(stderr, /unknown row nothing; there are: latency/);
  assert.throws(() => readCommandLine(['--fast'], ROWS), CommandLineError);
  assert.throws(() => readCommandLine(['--short', '--write'], ROWS), CommandLineError);
});

test('rows run in the order of the list, whatever the order they are asked for in', () => {
  const { rows, short } = readCommandLine(['--only', 'idle,latency', '--short'], ROWS);
  assert.deepEqual([rows.map(({ name }) => name), short], [['latency', 'idle'], true]);
  assert.equal(readCommandLine([], ROWS).rows.length, ROWS.length);
});

test('all rows in full are written, some of them when asked for, short ones never', () => {
  const lines = [[], ['--short'], ['--only', 'idle'], ['--only', 'idle', '--write']];
  assert.deepEqual(
    lines.map((words) => readCommandLine(words, ROWS).write),
    [true, false, false, true],
  );
});

test('a figure keeps its target up to the bound itself', () => {
  const figure = { what: 'x', unit: 'ms' };
  assert.equal(keepsTarget({ ...figure, value: 5, target: { atMost: 5 } }), true);
  assert.equal(keepsTarget({ ...figure, value: 5.1, target: { atMost: 5 } }), false);
  assert.equal(keepsTarget({ ...figure, value: 5, target: { atLeast: 5 } }), true);
  assert.equal(keepsTarget({ ...figure, value: 5 }), undefined);
});

test('values carry three digits', () => {
  assert.deepEqual(
    [0.123, 12.34, 1234.5].map((value) => formatValue(value, 'ms')),
    ['0.12 ms', '12.3 ms', '1,235 ms'],
  );
});

test('the terminal shows each figure beside its target and its verdict', () => {
  assert.equal(
    renderRow(measured, 3),
    [
      'One | row  [3 s; fsync 0.50 ms; load before 1.3]',
      '  bare      1.00 ms                 yardstick',
      '  p50       4.50 ms  ≤ 5 ms         kept',
      '  rate  2,000 msg/s  ≥ 3,000 msg/s  MISSED',
      '  Once.',
      '',
    ].join('\n'),
  );
});

test('the document says what was missed, on what machine and when', async () => {
  const text = await renderMarkdown([measured]);
  assert.match(text, /2026-01-02 03:04 UTC/);
  assert.match(text, /## Missed targets\n\n- One \| row: rate 2,000 msg\/s, target ≥ 3,000 msg\/s\n/);
  assert.match(text, /\| p50 +\| +4\.50 ms \| ≤ 5 ms +\| kept +\|/);
});

test('a row without its servers says so and has no figures', async () => {
  const skipped = { ...measured, result: { figures: [], conditions: '', skipped: 'no Kafka (no Java)' } };
  assert.match(renderRow(skipped, 0), /SKIPPED: no Kafka \(no Java\)/);
  assert.match(await renderMarkdown([measured, skipped]), /By hand\. Not measured: no Kafka \(no Java\)\./);
});

test('a row measured again replaces its figures, one that was skipped keeps them', () => {
  const again = { ...measured, loadBefore: 9 };
  const skipped = { ...measured, result: { figures: [], conditions: '', skipped: 'no Kafka' } };
  assert.deepEqual(mergeMeasured([row], [measured], [again]), [again]);
  assert.deepEqual(mergeMeasured([row], [measured], [skipped]), [measured]);
  assert.deepEqual(mergeMeasured([row], [], [skipped]), [skipped]);
  assert.deepEqual(mergeMeasured([row], [measured], []), [measured]);
});

test('the document is what the kept figures give', async () => {
  assert.equal(await readFile(DOCUMENT, 'utf8'), await renderMarkdown(await readMeasured(ROWS)));
});

test('a spread is read from sorted values, and is zero without any', () => {
  assert.deepEqual(spreadOf([3, 1, 2]), { count: 3, p50: 2, p99: 3, most: 3 });
  assert.deepEqual(spreadOf([]), { count: 0, p50: 0, p99: 0, most: 0 });
});
