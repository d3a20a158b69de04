import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { tempFolder } from '@onethread/testkit';
import { fillTemplate, readTemplates, templateFor } from './templates.ts';

const URL_OUT = 'https://help.example.org/u/abc';
const written = { reply: 'On its way.', agent: 'Mia', mailbox: 'support@example.org' };

async function templates(content: object) {
  const folder = await tempFolder();
  try {
    const file = join(folder.path, 'templates.json');
    await writeFile(file, JSON.stringify(content));
    return await readTemplates(file);
  } finally {
    await folder.remove();
  }
}

test('the way out of copies stands below a copy alone, in the operator’s words, which stay words', async () => {
  const own = await templates({
    '*': { text: '{{reply}}\n-- \n{{agent}}', copyNote: 'Sie waren <weg>.', copyLink: 'Keine Kopien & gut' },
  });
  const template = templateFor('support@example.org', own);
  const copy = fillTemplate(template, { ...written, unsubscribeUrl: URL_OUT });
  assert.equal(copy.text, `On its way.\n-- \nMia\n\nSie waren <weg>.\nKeine Kopien & gut: ${URL_OUT}`);
  assert.ok(copy.html.endsWith(`Sie waren &lt;weg&gt;. <a href="${URL_OUT}">Keine Kopien &amp; gut</a></p>\n`));
  const answer = fillTemplate(template, written);
  assert.equal(`${answer.text}${answer.html}`.includes('Kopien'), false);
  await assert.rejects(templates({ '*': { text: '{{reply}}', copyLink: '' } }), /EMAIL_TEMPLATE_FILE/);
});

test('in an operator’s own page the way out stands within it; without a note there is the link alone', async () => {
  const own = await templates({
    '*': { text: '{{reply}}', html: '<html><body><b>{{reply}}</b></BODY ></html>', copyNote: '' },
  });
  const copy = fillTemplate(templateFor('support@example.org', own), { ...written, unsubscribeUrl: URL_OUT });
  assert.match(
    copy.html,
    /^<html><body><b>On its way\.<\/b>\n<p [^>]+> <a href="[^"]+">[^<]+<\/a><\/p>\n<\/BODY ><\/html>$/,
  );
  assert.equal(copy.text, `On its way.\n\nSend me no more copies: ${URL_OUT}`);
});
