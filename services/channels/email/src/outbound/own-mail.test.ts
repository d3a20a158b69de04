import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { outboundMessage, tempFolder, textPart, waitFor } from '@onethread/testkit';
import { REPLY_LINE } from '../parsing/reply-line.ts';
import { DnsDouble } from '../testing/dns-double.ts';
import { openMailStage, type MailStage } from '../testing/mail-stage.ts';
import { sendRaw } from '../testing/send-raw.ts';
import { signedMail, signingDomain } from '../testing/signing-domain.ts';
import { readTemplates } from './templates.ts';

const ANNA = 'anna@example.org';
const SUPPORT = 'support@localhost';
/** On a machine that is busy with other things. */
const PATIENCE_MS = 30_000;

async function play(run: (mail: MailStage) => Promise<void>, over: Parameters<typeof openMailStage>[0] = {}) {
  await using mail = await openMailStage(over);
  await run(mail);
}

type Reply = Partial<Parameters<typeof outboundMessage>[0]> & { readonly to?: string };

async function reply(mail: MailStage, entryId: string, { to = ANNA, ...over }: Reply = {}): Promise<void> {
  const identity = mail.life.host.identity(SUPPORT, to);
  await mail.stage.reply(outboundMessage({ entryId, identity, agentName: 'Mia', parts: [textPart('Hello')], ...over }));
}

async function told(mail: MailStage, entryId: string, status: string) {
  return await waitFor(async () => (await mail.stage.statuses(entryId)).find((one) => one.status === status), {
    describe: `${entryId} to be told ${status}`,
    withinMs: PATIENCE_MS,
  });
}

test('a reply looks as its mailbox’s template says, and the words of people stay words', async () => {
  const folder = await tempFolder();
  const templateFile = join(folder.path, 'templates.json');
  const write = (templates: object) => writeFile(templateFile, JSON.stringify(templates));
  try {
    await write({
      '*': { text: 'never' },
      [SUPPORT]: { text: '{{reply}}\n\n-- \n{{agent}}\nExample Ltd, {{mailbox}}', replyLine: true },
    });
    await assert.rejects(readTemplates(templateFile), /EMAIL_TEMPLATE_FILE/);
    await write({ [SUPPORT]: { text: '{{reply}}\n\n-- \n{{agent}}\nExample Ltd, {{mailbox}}', replyLine: true } });
    await play(
      async (mail) => {
        await reply(mail, 'r_1', { agentName: '<Mia> {{reply}}', parts: [textPart('$& {{agent}} <b>')] });
        const { text, html } = await mail.world.waitForMail(ANNA, () => true, { withinMs: PATIENCE_MS });
        const signature = '-- \n<Mia> {{reply}}\nExample Ltd, support@localhost';
        assert.equal(text, `${REPLY_LINE}\n\n$& {{agent}} <b>\n\n${signature}`);
        assert.match(html ?? '', /<div dir="auto">\$&amp; \{\{agent\}\} &lt;b&gt;<br>/);
        assert.match(html ?? '', /&lt;Mia&gt; \{\{reply\}\}/);
      },
      { templateFile },
    );
    await write({ '*': { text: '{{reply}}', html: '<table dir="auto"><tr><td>{{reply}}</td></tr></table>' } });
    await play(
      async (mail) => {
        await reply(mail, 'r_1', { parts: [textPart('one\nhttps://x.org/a')] });
        const { html } = await mail.world.waitForMail(ANNA, () => true, { withinMs: PATIENCE_MS });
        const page =
          '<table dir="auto"><tr><td>one<br>\n<a href="https://x.org/a">https://x.org/a</a></td></tr></table>';
        assert.equal(html, page);
      },
      { templateFile },
    );
  } finally {
    await folder.remove();
  }
});

test('what no agent wrote says so, takes no answers and goes to no program, ten times an hour at most', () =>
  play(async (mail) => {
    for (let at = 1; at <= 11; at += 1) await reply(mail, `r_${at}`, { automatic: true });
    const { envelope, headers } = await mail.world.waitForMail(ANNA, () => true, { withinMs: PATIENCE_MS });
    assert.equal(envelope.from, '');
    assert.equal(headers.get('auto-submitted'), 'auto-generated');
    assert.equal(headers.get('x-auto-response-suppress'), 'All');
    assert.equal((await told(mail, 'r_11', 'failed')).reason?.code, 'too-many-automatic');
    assert.equal(mail.world.mailsFor(ANNA).length, 10);
    await reply(mail, 'r_12', { automatic: true, to: 'noreply@example.org' });
    assert.equal((await told(mail, 'r_12', 'failed')).reason?.code, 'robot-address');
    await reply(mail, 'r_13');
    await told(mail, 'r_13', 'sent');
    const person = await mail.world.waitForMail(ANNA, ({ messageId }) => messageId.startsWith('r_13'), {
      withinMs: PATIENCE_MS,
    });
    assert.deepEqual([person.envelope.from, person.headers.has('auto-submitted')], [SUPPORT, false]);
  }));

test('where the mail server refuses the null sender, automatic mails have the mailbox’s', () =>
  play(
    async (mail) => {
      await reply(mail, 'r_1', { automatic: true });
      assert.equal((await mail.world.waitForMail(ANNA, () => true, { withinMs: PATIENCE_MS })).envelope.from, SUPPORT);
    },
    { automaticSender: 'mailbox' },
  ));

test('answers go where a proved writer wants them; anybody else’s wish is told to agents', async () => {
  const example = signingDomain('example.org');
  const records = { [example.keyName]: example.keyRecord, '_dmarc.example.org': { TXT: ['v=DMARC1; p=reject'] } };
  await using dns = await DnsDouble.open(records);
  await play(
    async (mail) => {
      const write = async (signer?: typeof example) => {
        const headers = { 'Reply-To': 'orders@example.org', 'Message-ID': `<${signer ? 'a' : 'b'}@example.org>` };
        const raw = await signedMail({ from: ANNA, headers, ...(signer && { signer }) });
        assert.match(await sendRaw({ port: mail.smtpPort, raw }), /^250/);
      };
      await write(example);
      await reply(mail, 'r_1');
      const answer = await mail.world.waitForMail('orders@example.org', () => true, { withinMs: PATIENCE_MS });
      assert.deepEqual(answer.envelope.to, ['orders@example.org']);
      await mail.world.bounce(answer.messageId)?.acknowledged;
      await told(mail, 'r_1', 'failed');
      await write();
      await reply(mail, 'r_2');
      await mail.world.waitForMail(ANNA, () => true, { withinMs: PATIENCE_MS });
      const [proved, forged] = await mail.messages();
      assert.equal(proved?.notice, undefined);
      assert.match(forged?.notice ?? '', /Asks for answers to orders@example\.org; they go to anna@example\.org\./);
      assert.equal(
        (await mail.stage.received()).some(({ type }) => type === 'standing'),
        false,
      );
    },
    { authentication: 'full', dnsServers: [dns.server] },
  );
});

test('a domain that wants less is left alone for a while, others are not', () =>
  play(async (mail) => {
    mail.world.faults.next({ kind: 'error', row: 'too-fast' });
    await reply(mail, 'r_1');
    await waitFor(async () => (await mail.stage.statuses('r_1')).some(({ reason }) => reason?.code === '421'), {
      describe: 'the server to ask for less',
      withinMs: PATIENCE_MS,
    });
    await reply(mail, 'r_2', { to: 'bert@example.org' });
    await reply(mail, 'r_3', { to: 'cleo@elsewhere.example' });
    await told(mail, 'r_3', 'sent');
    const waiting = await waitFor(
      async () => (await mail.stage.statuses('r_2')).find(({ reason }) => reason?.code === 'domain-pace'),
      { describe: 'the other mail to that domain to wait', withinMs: PATIENCE_MS },
    );
    assert.equal(waiting.status, 'sending');
    assert.equal(mail.world.mailsFor('bert@example.org').length, 0);
  }));
