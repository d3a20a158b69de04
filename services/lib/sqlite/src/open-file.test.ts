import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { DatabaseSync } from 'node:sqlite';
import { SqliteUnavailableError } from './errors.ts';
import { OpenFile } from './open-file.ts';

/** As node:sqlite throws it: SQLITE_IOERR_WRITE. */
const diskFault = () => Object.assign(new Error('disk I/O error'), { errcode: 778 });

function openCounted(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'onethread-open-file-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const seen = { openings: 0, folder };
  const file = new OpenFile<string, number>(join(folder, 'lines.db'), (database: DatabaseSync) => {
    seen.openings += 1;
    database.exec('create table if not exists lines (line text)');
    const insert = database.prepare('insert into lines values (?)');
    const count = database.prepare('select count(*) as n from lines');
    return {
      handle(line) {
        if (line === 'fault') throw diskFault();
        if (line !== 'count') insert.run(line);
        return Number(count.get()?.['n']);
      },
      isRead: (line) => line === 'count' || line === 'fault',
    };
  });
  t.after(() => file.close());
  const call = (line: string): unknown => {
    let answer: unknown;
    file.run([line], ({ answers, failures }) => (answer = failures[0]?.[1] ?? answers[0]));
    return answer;
  };
  return { call, seen };
}

test('after a fault of the disk the file is opened anew, with all that was answered', (t) => {
  const { call, seen } = openCounted(t);
  assert.equal(call('one'), 1);
  assert.equal(call('two'), 2);
  assert.equal(seen.openings, 1);
  assert.ok(call('fault') instanceof SqliteUnavailableError);
  assert.equal(call('three'), 3);
  assert.equal(seen.openings, 2);
});

test('while it cannot be opened everything is refused; then it goes on', (t) => {
  const { call, seen } = openCounted(t);
  call('one');
  call('fault');
  const away = `${seen.folder}-away`;
  renameSync(seen.folder, away);
  assert.ok(call('two') instanceof SqliteUnavailableError);
  assert.ok(call('count') instanceof SqliteUnavailableError);
  renameSync(away, seen.folder);
  assert.equal(call('count'), 1);
});
