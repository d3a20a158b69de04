import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { tempFolder } from '@onethread/testkit';
import { MailParsers, ParsersBusyError, UnreadableMailError } from './mail-parsers.ts';

const mail = { raw: Buffer.from('From: anna@example.org\r\n\r\nHello'), sender: '', mailboxes: [] };

async function withScript(source: string, run: (parsers: MailParsers) => Promise<void>, parseMs = 20_000) {
  await using folder = await tempFolder();
  const file = join(folder.path, 'parser.mjs');
  await writeFile(file, `import { parentPort } from 'node:worker_threads';\n${source}`);
  const parsers = new MailParsers({ script: pathToFileURL(file), parseMs });
  try {
    await run(parsers);
  } finally {
    await parsers.stop();
  }
}

test('a mail comes back taken apart, many at once', async () => {
  const parsers = new MailParsers();
  const parsed = await Promise.all(Array.from({ length: 10 }, () => parsers.parse(mail)));
  assert.deepEqual(new Set(parsed.map(({ text }) => text)), new Set(['Hello']));
  await parsers.stop();
  await assert.rejects(parsers.parse(mail), ParsersBusyError);
});

test('a mail that takes too long is given up, and the next one is read', () =>
  withScript(
    `parentPort.on('message', ({ sender }) => { if (sender === 'slow') for (;;); parentPort.postMessage({ parsed: { text: 'ok' } }); });`,
    async (parsers) => {
      await assert.rejects(parsers.parse({ ...mail, sender: 'slow' }), UnreadableMailError);
      assert.equal((await parsers.parse(mail)).text, 'ok');
    },
    3000,
  ));

test('a mail that eats the parser’s memory is given up, and the next one is read', () =>
  withScript(
    `parentPort.on('message', ({ sender }) => {
       if (sender === 'hungry') { const eaten = []; for (;;) eaten.push(new Array(100_000).fill({})); }
       parentPort.postMessage({ parsed: { text: 'ok' } });
     });`,
    async (parsers) => {
      await assert.rejects(parsers.parse({ ...mail, sender: 'hungry' }), UnreadableMailError);
      assert.equal((await parsers.parse(mail)).text, 'ok');
    },
  ));

test('more mails than may wait are sent away', () =>
  withScript(
    `parentPort.on('message', () => {});`,
    async (parsers) => {
      const waiting = Array.from({ length: 60 }, () => parsers.parse(mail));
      const first = await Promise.any(
        waiting.map((parse) =>
          parse.then(
            () => undefined,
            (error: unknown) => error,
          ),
        ),
      );
      assert.ok(first instanceof ParsersBusyError);
      void Promise.allSettled(waiting);
    },
    300,
  ));
