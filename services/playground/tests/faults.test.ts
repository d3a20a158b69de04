import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { EMAIL_ADDRESS, startPlayground, type PlaygroundFixture } from './playground-fixture.ts';
import { TestPage } from './test-page.ts';

let fixture: PlaygroundFixture;
let page: TestPage;
before(async () => {
  fixture = await startPlayground();
  page = await TestPage.open(fixture.url);
});
afterEach(async () => {
  await page.act({ kind: 'reset-faults' });
  fixture.answerHooksWith(200);
  page.frames.splice(0);
});
after(async () => {
  await page.close();
  await fixture.close();
});

const setting = (name: string): string => fixture.playground.settings[name] ?? '';

/** Onethread's call for an SMS to Anna: the status, or that no answer came. */
async function sendSms(body: string): Promise<number | 'no-answer'> {
  const account = setting('TWILIO_ACCOUNT_SID');
  try {
    const answer = await fetch(`${setting('TWILIO_API_URL')}/2010-04-01/Accounts/${account}/Messages.json`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${account}:${setting('TWILIO_AUTH_TOKEN')}`).toString('base64')}`,
      },
      body: new URLSearchParams({ To: '+46701740605', From: setting('TWILIO_FROM'), Body: body }),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 'no-answer';
  }
}

const smsHooks = (words: string) =>
  fixture.hooks.filter(({ path, body }) => path === '/twilio/sms' && new URLSearchParams(body).get('Body') === words);
const sayAsAnna = (text: string) => page.act({ kind: 'write', provider: 'sms', personId: 'anna', text, fileIds: [] });

test('a provider that refuses answers with the chosen row, until everything is back to normal', async () => {
  await page.act({ kind: 'set-faults', provider: 'sms', calls: 'refuse', errorRow: 'rate-limited' });
  assert.equal(await sendSms('refused'), 429);
  await page.act({ kind: 'reset-faults' });
  assert.equal(await sendSms('taken'), 201);
  const { happening } = await page.next('happening', (frame) => frame.happening.outcome === 429);
  assert.equal(happening.kind, 'call');
});

test('a lost answer leaves the message with the customer', async () => {
  await page.act({ kind: 'set-faults', provider: 'sms', calls: 'drop-answer' });
  assert.equal(await sendSms('you cannot know'), 'no-answer');
  await page.next('message', ({ message }) => message.text === 'you cannot know');
});

test('a provider that is down refuses connections and comes back at the same address', async () => {
  await page.act({ kind: 'set-faults', provider: 'sms', isUp: false });
  assert.equal(await sendSms('nobody there'), 'no-answer');
  await page.act({ kind: 'set-faults', provider: 'sms', isUp: true });
  assert.equal(await sendSms('there again'), 201);
});

test('sent twice is the same event under the same id', async () => {
  await page.act({ kind: 'set-faults', provider: 'sms', deliveries: 'twice' });
  await sayAsAnna('twice');
  await page.next('message', ({ message }) => message.text === 'twice' && message.state === 'accepted');
  const sids = smsHooks('twice').map(({ body }) => new URLSearchParams(body).get('MessageSid'));
  assert.equal(sids.length, 2);
  assert.equal(new Set(sids).size, 1);
});

test('held events are counted, and delivered when they are let go', async () => {
  await page.act({ kind: 'set-faults', provider: 'sms', deliveries: 'hold' });
  await sayAsAnna('held one');
  await sayAsAnna('held two');
  await page.next('faults', ({ provider, held }) => provider === 'sms' && held === 2);
  assert.equal(smsHooks('held one').length + smsHooks('held two').length, 0);
  await page.act({ kind: 'set-faults', provider: 'sms', deliveries: 'well' });
  await page.next('message', ({ message }) => message.text === 'held one' && message.state === 'accepted');
  await page.next('message', ({ message }) => message.text === 'held two' && message.state === 'accepted');
});

test('an event that Onethread refuses is tried again until it is accepted', async () => {
  fixture.answerHooksWith(503);
  await sayAsAnna('once more');
  await page.next('happening', ({ happening }) => happening.kind === 'delivery' && happening.willRetry);
  fixture.answerHooksWith(200);
  await page.next('message', ({ message }) => message.text === 'once more' && message.state === 'accepted');
  assert.ok(smsHooks('once more').length >= 2);
});

test('mails are held and doubled like everything else', async () => {
  const write = (subject: string) =>
    page.act({ kind: 'write', provider: 'mail', personId: 'mira', subject, text: 'text', fileIds: [] });
  await page.act({ kind: 'set-faults', provider: 'mail', deliveries: 'twice' });
  await write('doubled');
  const mail = await fixture.intake.waitForMail(EMAIL_ADDRESS, ({ subject }) => subject === 'doubled');
  await page.next('message', ({ message }) => message.subject === 'doubled' && message.state === 'accepted');
  assert.equal(fixture.intake.deliveriesOf(mail.messageId), 2);
});
