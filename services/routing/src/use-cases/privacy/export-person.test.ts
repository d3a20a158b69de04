import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { IdentityId } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import { customerOf } from '../testing/test-context.ts';
import { exportedFileName } from './exported-file-name.ts';
import { exportPerson } from './export-person.ts';
import { anna, annaByLetter, ben, openPrivacyStage, SECRET, type PrivacyStage } from './testing/privacy-stage.ts';

async function exported(stage: PrivacyStage, customerId = customerOf(anna)): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  let current = '';
  for await (const part of exportPerson(stage, { customerId, by: 'root' })) {
    if ('file' in part) files.set((current = part.file), '');
    else files.set(current, `${files.get(current)}${Buffer.from(part.bytes).toString('utf8')}`);
  }
  return files;
}

function parsedLines(text = ''): readonly { readonly [field: string]: unknown }[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly [field: string]: unknown });
}

void describe('exporting a person', () => {
  void test('every address, every fact and every file of the person, and nobody else’s', async (t) => {
    const stage = await openPrivacyStage();
    t.after(() => stage.close());
    const files = await exported(stage, customerOf(annaByLetter));
    assert.deepEqual(
      [...files.keys()],
      [
        'person.json',
        'thread.jsonl',
        'entries.jsonl',
        `files/${stage.files.edited}/${SECRET}.txt`,
        `files/${stage.files.shared}/${SECRET}.txt`,
        `files/${stage.files.picture}/picture`,
      ],
    );
    const person = JSON.parse(files.get('person.json') ?? '') as {
      identities: { _id: IdentityId; standing?: { reason: string } }[];
      links: { evidence: string }[];
    };
    assert.deepEqual(
      person.identities.map(({ _id }) => _id).toSorted(),
      [anna.identityId, annaByLetter.identityId].toSorted(),
    );
    assert.deepEqual(
      person.identities.map(({ standing }) => standing?.reason).filter((reason) => reason !== undefined),
      ['opted-out'],
    );
    assert.deepEqual(
      person.links.map(({ evidence }) => evidence),
      ['agent'],
    );
    const thread = parsedLines(files.get('thread.jsonl'));
    assert.deepEqual(
      thread.map(({ type }) => type),
      ['message', 'message', 'event', 'reply', 'note'],
    );
    const kinds = new Set(parsedLines(files.get('entries.jsonl')).map(({ body }) => (body as { kind: string }).kind));
    for (const kind of ['message', 'edit', 'standing', 'reply', 'note']) assert.ok(kinds.has(kind), kind);
    assert.ok(![...files.values()].join('\n').includes('good morning'), 'words of somebody else');
    assert.equal(files.get(`files/${stage.files.shared}/${SECRET}.txt`), `bytes of ${SECRET}`);
    const { documents } = await stage.collections.identityAudit.find({
      index: 'by_end',
      equals: [anna.identityId],
      limit: 100,
    });
    assert.ok(documents.some(({ action, by }) => action === 'exported' && by?.agentId === 'root'));
  });

  void test('a file that is gone is named, and the others are there', async (t) => {
    const stage = await openPrivacyStage();
    t.after(() => stage.close());
    await stage.blobs.delete(stage.files.edited);
    const files = await exported(stage);
    assert.deepEqual(JSON.parse(files.get('missing-files.json') ?? ''), [stage.files.edited]);
    assert.ok(files.has(`files/${stage.files.shared}/${SECRET}.txt`));
  });

  void test('only the files of that person, and none of one who is unknown', async (t) => {
    const stage = await openPrivacyStage();
    t.after(() => stage.close());
    const files = await exported(stage, customerOf(ben));
    assert.deepEqual(
      [...files.keys()].filter((name) => name.startsWith('files/')),
      [`files/${stage.files.shared}/leaflet.txt`],
    );
    await assert.rejects(
      exported(stage, 'c_nobody' as never),
      (error) => error instanceof RoutingError && error.code === 'not-found',
    );
  });
});

test('whatever a file is called, its name in an export is one of a folder', () => {
  for (const name of [
    '../../etc/passwd',
    'C:\\x\\y.txt',
    '.',
    '..',
    '',
    'a\u0000b',
    '\u202etxt.exe',
    '/abs',
    'x'.repeat(500) + '.pdf',
  ]) {
    const safe = exportedFileName(name);
    assert.ok(safe.length > 0 && safe.length <= 120, name);
    assert.doesNotMatch(safe, /[/\\\p{Cc}\p{Cf}]|^\.{1,2}$/u);
  }
  assert.equal(exportedFileName('invoice 2026.pdf'), 'invoice 2026.pdf');
  assert.match(exportedFileName(`${'x'.repeat(500)}.pdf`), /x\.pdf$/u);
});
