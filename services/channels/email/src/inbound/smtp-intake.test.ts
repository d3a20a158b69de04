import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../limits.ts';
import { sendRaw } from '../testing/send-raw.ts';
import { SmtpTalk } from '../testing/smtp-talk.ts';
import { MalformedMailError, type ArrivedMail } from './arrived-mail.ts';
import { SmtpIntake } from './smtp-intake.ts';

interface Scene {
  readonly intake: SmtpIntake;
  readonly refusals: readonly string[];
  stopping: boolean;
}

async function play(receive: (mail: ArrivedMail) => Promise<void>, run: (scene: Scene) => Promise<void>) {
  const refusals: string[] = [];
  const intake = new SmtpIntake({
    host: '127.0.0.1',
    port: 0,
    mailboxes: ['support@localhost'],
    receive,
    refused: (reason) => void refusals.push(reason),
    isStopping: () => scene.stopping,
  });
  const scene: Scene = { intake, refusals, stopping: false };
  await intake.start();
  try {
    await run(scene);
  } finally {
    await intake.stop();
  }
}

const takeAll = async () => {};

test('the mail comes as it was sent, with its envelope, the null sender as nothing', async () => {
  const mails: ArrivedMail[] = [];
  const receive = async (mail: ArrivedMail) => void mails.push(mail);
  await play(receive, async ({ intake }) => {
    const raw = 'From: a@b.org\n\n.a dot\nümlaut\n';
    assert.match(await sendRaw({ port: intake.port, from: '', to: 'Support+x@localhost', raw }), /^250/);
  });
  assert.deepEqual(
    mails.map(({ sender, recipients, raw }) => [sender, recipients, raw.toString()]),
    [['', ['Support+x@localhost'], 'From: a@b.org\r\n\r\n.a dot\r\nümlaut\r\n']],
  );
});

test('only what is no mail is refused for good; any fault of ours means later', async () => {
  const faults = [
    new MalformedMailError('no'),
    Object.assign(new Error('ours'), { retryable: false }),
    new Error('disk'),
  ];
  const receive = async () => {
    throw faults.shift() ?? new Error('none left');
  };
  await play(receive, async ({ intake, refusals }) => {
    for (const code of ['554', '451', '451']) {
      assert.equal((await sendRaw({ port: intake.port, raw: 'From: a@b.org\n\nHi' })).slice(0, 3), code);
    }
    assert.deepEqual(refusals, ['malformed', 'unavailable', 'unavailable']);
  });
});

test('the size is announced, and a mail that says it is larger is refused before it is sent', () =>
  play(takeAll, async ({ intake }) => {
    const { talk } = await SmtpTalk.open(intake.port);
    assert.match(await talk.say('EHLO x'), new RegExp(`SIZE ${LIMITS.mailBytes}`));
    assert.match(await talk.say(`MAIL FROM:<a@b.org> SIZE=${LIMITS.mailBytes + 1}`), /^552/);
    talk.breakOff();
  }));

test('without a key of our own neither STARTTLS nor a password is asked for', () =>
  play(takeAll, async ({ intake }) => {
    const { talk } = await SmtpTalk.open(intake.port);
    assert.doesNotMatch(await talk.say('EHLO x'), /STARTTLS|AUTH/);
    talk.breakOff();
  }));

test('more recipients than allowed are asked to come again, the others stand', () =>
  play(takeAll, async ({ intake }) => {
    const { talk } = await SmtpTalk.open(intake.port);
    await talk.say('EHLO x');
    await talk.say('MAIL FROM:<a@b.org>');
    for (let at = 0; at < LIMITS.recipients; at += 1)
      assert.match(await talk.say(`RCPT TO:<support+${at}@localhost>`), /^250/);
    assert.match(await talk.say('RCPT TO:<support@localhost>'), /^452/);
    assert.match(await talk.say('DATA'), /^354/);
    assert.match(await talk.say('From: a@b.org\r\n\r\nHi\r\n.'), /^250/);
    talk.breakOff();
  }));

test('more connections than allowed are sent away, and there is room again when one ends', () =>
  play(takeAll, async ({ intake }) => {
    const open = await Promise.all(Array.from({ length: LIMITS.connections }, () => SmtpTalk.open(intake.port)));
    assert.match((await SmtpTalk.open(intake.port)).greeting, /^421/);
    for (const { talk } of open) assert.match(await talk.say('QUIT'), /^221/);
    assert.match(await sendRaw({ port: intake.port, raw: 'From: a@b.org\n\nHi' }), /^250/);
  }));

test('broken off in the middle a mail is not taken', async () => {
  let taken = 0;
  const receive = async () => void (taken += 1);
  await play(receive, async ({ intake }) => {
    const { talk } = await SmtpTalk.open(intake.port);
    for (const line of ['EHLO x', 'MAIL FROM:<a@b.org>', 'RCPT TO:<support@localhost>', 'DATA']) await talk.say(line);
    talk.write('From: a@b.org\r\n\r\nHalf a mai');
    talk.breakOff();
    assert.match(await sendRaw({ port: intake.port, raw: 'From: a@b.org\n\nHi' }), /^250/);
    assert.equal(taken, 1);
  });
});

test('while it stops, mails in work are finished and new ones are asked to come again', async () => {
  const working = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const receive = () => {
    begun.resolve();
    return working.promise;
  };
  await play(receive, async (scene) => {
    const { talk } = await SmtpTalk.open(scene.intake.port);
    const inWork = sendRaw({ port: scene.intake.port, raw: 'From: a@b.org\n\nHi' });
    await begun.promise;
    scene.stopping = true;
    await talk.say('EHLO x');
    assert.match(await talk.say('MAIL FROM:<a@b.org>'), /^421/);
    talk.breakOff();
    working.resolve();
    assert.match(await inWork, /^250/);
  });
});
