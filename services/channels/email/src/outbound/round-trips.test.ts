import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conversationIdOf, type EntryId } from '@onethread/contracts';
import { outboundMessage, textPart, waitFor } from '@onethread/testkit';
import { openMailStage, type MailStage } from '../testing/mail-stage.ts';
import { sendRaw } from '../testing/send-raw.ts';

const ANNA = 'anna@example.org';
const SUPPORT = 'support@localhost';
const ID = 'r_1.1.0@localhost';
/** On a machine that is busy with other things. */
const PATIENCE_MS = 30_000;
const SIGNED = { bounceAddress: 'bounces@localhost' };

async function play(run: (mail: MailStage) => Promise<void>, over: Parameters<typeof openMailStage>[0] = {}) {
  await using mail = await openMailStage(over);
  await run(mail);
}

async function reply(mail: MailStage, entryId = 'r_1', to = ANNA) {
  const identity = mail.life.host.identity(SUPPORT, to);
  const conversationId = conversationIdOf('the first message' as EntryId);
  await mail.stage.reply(outboundMessage({ entryId, identity, conversationId, parts: [textPart('Hello')] }));
}

async function delivered(mail: MailStage) {
  await reply(mail);
  return await mail.world.waitForMail(ANNA, () => true, { withinMs: PATIENCE_MS });
}

async function failure(mail: MailStage, entryId = 'r_1') {
  return (await mail.stage.statuses(entryId)).find(({ status }) => status === 'failed');
}

/** A report that names our mail, by somebody who knows only its id. */
function forged(named: string): string {
  return `From: mailer-daemon@evil.example\nSubject: Undelivered Mail Returned to Sender\n\n<${named}>: 550 5.1.1 user unknown, could not be delivered\n\nMessage-ID: <${ID}>\nTo: ${named}\nReceived: by x\n`;
}

async function standings(mail: MailStage) {
  return (await mail.stage.received()).flatMap((record) =>
    record.type === 'standing' ? [[record.standing, record.reason, record.identity.externalId]] : [],
  );
}

for (const form of ['report', 'words', 'bare'] as const) {
  test(`a mail goes out under a signed address, and what comes back there fails it: a server’s ${form}`, () =>
    play(async (mail) => {
      const { envelope } = await delivered(mail);
      assert.match(envelope.from, /^bounces\+b_[a-z2-7]{32}@localhost$/);
      await mail.world.bounce(ID, { form })?.acknowledged;
      const { reason } = (await failure(mail)) ?? {};
      assert.deepEqual([reason?.code, reason?.permanent], ['5.1.1', true]);
      assert.match(reason?.text ?? '', /^550 5\.1\.1 No such user here/);
      assert.deepEqual(await mail.messages(), []);
    }, SIGNED));
}

test('without a signed address a report in words fails the mail that it names, and one that names none fails nothing', () =>
  play(async (mail) => {
    const { envelope } = await delivered(mail);
    assert.equal(envelope.from, SUPPORT);
    await mail.world.bounce(ID, { form: 'bare' })?.acknowledged;
    assert.equal(await failure(mail), undefined);
    assert.deepEqual(
      (await mail.messages()).map(({ automatic }) => automatic),
      [true],
    );
    await mail.world.bounce(ID, { form: 'words', status: '5.2.2', diagnostic: '552 5.2.2 mailbox full' })?.acknowledged;
    assert.deepEqual((await failure(mail))?.reason, {
      code: '5.2.2',
      text: '552 5.2.2 mailbox full',
      permanent: false,
    });
  }));

test('nobody fails another’s mail: not by its id alone, not by an address that we did not sign', () =>
  play(async (mail) => {
    const { envelope } = await delivered(mail);
    const raw = forged('bert@example.org');
    assert.match(await sendRaw({ port: mail.smtpPort, from: '', to: SUPPORT, raw }), /^250/);
    const wrong = envelope.from.replace(/.@/, (end) => (end === 'a@' ? 'b@' : 'a@'));
    for (const to of [wrong, 'bounces@localhost', 'bounces+b_x@localhost']) {
      assert.match(await sendRaw({ port: mail.smtpPort, from: '', to, raw: forged(ANNA) }), /^550 5\.1\.1/);
    }
    assert.equal(await failure(mail), undefined);
    assert.deepEqual(await standings(mail), []);
  }, SIGNED));

test('an address that is gone is told so once, and opened again when its owner writes', () =>
  play(async (mail) => {
    await delivered(mail);
    const bounce = mail.world.bounce(ID);
    await bounce?.acknowledged;
    await mail.world.bounce(ID)?.acknowledged;
    assert.deepEqual(new Set((await standings(mail)).map(String)), new Set(['blocked,address-gone,anna@example.org']));
    // An answer of a program shows nothing.
    const headers = { 'Auto-Submitted': 'auto-replied' };
    await (
      await mail.world.write({ from: ANNA, to: SUPPORT, text: 'Away', headers })
    ).acknowledged;
    assert.equal((await standings(mail)).at(-1)?.[0], 'blocked');
    for (const text of ['I am back', 'Really']) {
      await (
        await mail.world.write({ from: ANNA, to: SUPPORT, text })
      ).acknowledged;
    }
    const told = await standings(mail);
    assert.deepEqual(told.at(-1), ['open', 'wrote-again', ANNA]);
    assert.equal(told.filter(([standing]) => standing === 'open').length, 1);
    const order = (await mail.stage.received()).map((record) => record.type);
    assert.ok(order.lastIndexOf('standing') > order.indexOf('message'));
  }));

for (const [what, diagnostic, status] of [
  ['full', '552 5.2.2 mailbox full', '5.2.2'],
  ['wary of us', '550 5.7.1 blocked as spam', '5.7.1'],
  ['unwilling to know our address', '553 5.1.8 Sender address rejected: Domain not found', '5.1.8'],
] as const) {
  test(`a mailbox that is ${what} is not gone`, () =>
    play(async (mail) => {
      await delivered(mail);
      await mail.world.bounce(ID, { diagnostic, status })?.acknowledged;
      assert.equal((await failure(mail))?.reason?.code, status);
      assert.deepEqual(await standings(mail), []);
    }));
}

test('our own mail server’s word that there is no such address counts as well', () =>
  play(async (mail) => {
    mail.world.faults.next({ kind: 'error', row: 'mailbox-unknown' });
    await reply(mail);
    await waitFor(async () => (await standings(mail)).length > 0, {
      describe: 'the address to be told gone',
      withinMs: PATIENCE_MS,
    });
    assert.deepEqual(await standings(mail), [['blocked', 'address-gone', ANNA]]);
  }));

test('an absent person’s program answers to the signed address, and is shown in the thread, automatic', () =>
  play(async (mail) => {
    const { envelope } = await delivered(mail);
    const raw = `From: ${ANNA}\nTo: ${envelope.from}\nSubject: I am away\nMessage-ID: <away@example.org>\n\nBack on Monday.`;
    assert.match(await sendRaw({ port: mail.smtpPort, from: ANNA, to: envelope.from, raw }), /^250/);
    const [message] = await mail.messages();
    assert.deepEqual([message?.automatic, message?.identity.account], [true, SUPPORT]);
    assert.deepEqual(message?.threadRefs, [{ kind: 'message', value: ID }]);
    assert.equal(await failure(mail), undefined);
  }, SIGNED));

test('a reader’s complaint is shown where the mail stands, with a warning, and fails nothing', () =>
  play(async (mail) => {
    await delivered(mail);
    await mail.world.complain(ID)?.acknowledged;
    const [message] = await mail.messages();
    assert.equal(message?.automatic, true);
    assert.match(message.notice ?? '', /reported as unwanted by the reader at anna@example\.org/);
    assert.deepEqual(message.threadRefs, [{ kind: 'message', value: ID }]);
    assert.equal(await failure(mail), undefined);
  }));

test('a report that comes while our store fails is not lost', () =>
  play(async (mail) => {
    await delivered(mail);
    mail.stage.storeFaults.before = () => {
      throw new Error('the disk is gone');
    };
    const bounce = mail.world.bounce(ID);
    await waitFor(() => mail.world.deliveries.open === 1, {
      describe: 'the report to be on its way',
      withinMs: PATIENCE_MS,
    });
    delete mail.stage.storeFaults.before;
    await bounce?.acknowledged;
    assert.equal((await failure(mail))?.reason?.code, '5.1.1');
    assert.equal((await standings(mail)).at(-1)?.[1], 'address-gone');
  }, SIGNED));
