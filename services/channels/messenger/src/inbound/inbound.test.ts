import assert from 'node:assert/strict';
import { asMessage, postWebhook } from '@onethread/meta-graph/testing';
import { PAGE, play, PSID } from '../testing/harness.ts';
import { test } from 'node:test';
import { DOT_PNG, PAGE_INBOX_APP_ID } from '@onethread/testkit';

test('Meta’s verify call gets the bare challenge, a wrong token 403', async (t) => {
  const { graph } = await play(t);
  assert.deepEqual(await graph.verifyWebhook(), { status: 200, verified: true });
  assert.equal((await graph.verifyWebhook('wrong')).status, 403);
});

test('a text carries the person’s name, the provider’s time and what it answers', async (t) => {
  const { graph, stage } = await play(t);
  await graph.customers.sendText(PSID, 'Grüße 👋', { timestamp: 1234, replyToMid: 'm_before' }).acknowledged;
  const message = asMessage((await stage.received())[0]);
  assert.deepEqual(message.parts, [{ kind: 'text', text: 'Grüße 👋' }]);
  assert.equal(message.profile.name, 'Anna Example');
  assert.equal(message.providerTime, 1234);
  assert.deepEqual(message.threadRefs, [{ kind: 'message', value: 'm_before' }]);
});

test('a name that Meta does not give, or not in time, does not hold up the message', async (t) => {
  const { graph, stage } = await play(t);
  graph.faults.always({ kind: 'error', row: 'permission-missing' });
  await graph.customers.sendText(PSID, 'hello').acknowledged;
  graph.faults.always({ kind: 'hang' });
  await graph.customers.sendText('7770001112223334', 'hello').acknowledged;
  const received = await stage.received();
  assert.deepEqual(
    received.map((record) => asMessage(record).profile),
    [{}, {}],
  );
});

test('all entries and both lists of a batch are walked, in the provider’s time', async (t) => {
  const { graph, stage } = await play(t);
  await graph.customers.batch(
    () => {
      graph.customers.sendText(PSID, 'one', { timestamp: 1 });
      graph.customers.sendText(PSID, 'two', { timestamp: 2, standby: true });
      graph.customers.sendText(PSID, 'three', { timestamp: 3 });
    },
    (entries) => entries.toReversed(),
  ).acknowledged;
  const texts = (await stage.received()).map((record) => asMessage(record).parts[0]);
  assert.deepEqual(
    texts,
    ['one', 'two', 'three'].map((text) => ({ kind: 'text', text })),
  );
});

test('a batch of 1000 updates is taken whole', async (t) => {
  const { graph, stage } = await play(t);
  await graph.customers.batch(() => {
    for (let n = 0; n < 1000; n += 1) graph.customers.sendText(PSID, `update ${n}`, { timestamp: n + 1 });
  }).acknowledged;
  assert.equal((await stage.received()).length, 1000);
});

test('one update that cannot be read spoils no other and is counted', async (t) => {
  const { stage, refusals } = await play(t);
  const good = {
    sender: { id: PSID },
    recipient: { id: PAGE },
    timestamp: 1,
    message: { mid: 'm_good', text: 'good' },
  };
  const messaging = [
    { message: { mid: 5 } },
    null,
    { ...good, message: undefined, novelty: {} },
    { ...good, sender: { user_ref: 'x' } },
    good,
  ];
  const body = JSON.stringify({
    object: 'page',
    entry: [
      { id: PAGE, time: 1, messaging },
      { id: 'other', time: 1, messaging: [good] },
    ],
  });
  assert.equal(await postWebhook(`${stage.http.publicUrl}/webhooks/messenger`, body), 'accepted');
  assert.equal((await stage.received()).length, 1);
  const counted = await refusals();
  for (const reason of ['malformed-event', 'unknown-event', 'person-without-id', 'unknown-page'])
    assert.match(counted, new RegExp(`reason="${reason}"`));
});

test('files are fetched at once and kept as what they are', async (t) => {
  const { graph, stage } = await play(t);
  await graph.customers.sendFiles(PSID, [
    { name: 'dot.png', contentType: 'image/png', bytes: DOT_PNG },
    { name: 'lie.jpg', contentType: 'image/jpeg', bytes: Buffer.from('plain words, no picture') },
  ]).acknowledged;
  const [image, file] = asMessage((await stage.received())[0]).parts;
  assert.equal(image?.kind, 'image');
  assert.ok(image?.kind === 'image');
  assert.equal(image.name, 'dot.png');
  assert.equal((await stage.blobs.info(image.blobId))?.size, DOT_PNG.length);
  assert.notEqual(file?.kind, 'image');
});

test('a file at any other host is never fetched, and shown as missing', async (t) => {
  const { graph, stage, refusals } = await play(t);
  for (const url of [
    'http://169.254.169.254/latest/meta-data',
    'https://fbcdn.net.evil.example/x',
    'file:///etc/passwd',
    'http://scontent.fbcdn.net/x',
  ]) {
    await graph.customers.sendAttachment(PSID, { type: 'image', payload: { url } }).acknowledged;
  }
  const kinds = (await stage.received()).map((record) => asMessage(record).parts[0]?.kind);
  assert.deepEqual(kinds, Array(4).fill('missing-file'));
  assert.match(await refusals(), /reason="media-unavailable"\} 4/);
});

test('locations, links, stickers and kinds of tomorrow are shown as far as possible', async (t) => {
  const { graph, stage } = await play(t);
  const attachments = [
    { type: 'location', title: 'Here', payload: { coordinates: { lat: 1.5, long: 2.5 } } },
    { type: 'fallback', title: 'A link', url: 'https://example.org/' },
    { type: 'hologram', payload: {} },
    { type: 'fallback' },
  ];
  for (const attachment of attachments) await graph.customers.sendAttachment(PSID, attachment).acknowledged;
  assert.deepEqual(
    (await stage.received()).map((record) => asMessage(record).parts[0]),
    [
      { kind: 'location', latitude: 1.5, longitude: 2.5, title: 'Here' },
      { kind: 'card', title: 'A link', url: 'https://example.org/' },
      { kind: 'unsupported', providerKind: 'hologram' },
      { kind: 'unsupported', providerKind: 'fallback' },
    ],
  );
});

test('quick replies and postbacks are choices; referrals and opt-ins are shown without asking for an answer', async (t) => {
  const { graph, stage } = await play(t);
  await graph.customers.sendText(PSID, 'Red', { quickReplyPayload: 'COLOUR_RED' }).acknowledged;
  await graph.customers.sendPostback(PSID, 'Get started', 'START').acknowledged;
  await graph.customers.sendReferral(PSID, 'summer').acknowledged;
  await graph.customers.sendOptin(PSID, 'newsletter').acknowledged;
  const messages = (await stage.received()).map(asMessage);
  assert.deepEqual(messages[0]?.parts, [{ kind: 'choice', title: 'Red', payload: 'COLOUR_RED' }]);
  assert.deepEqual(messages[1]?.parts, [{ kind: 'choice', title: 'Get started', payload: 'START' }]);
  assert.deepEqual(
    messages.map(({ automatic }) => automatic),
    [false, false, true, true],
  );
  assert.equal(new Set(messages.map(({ entryId }) => entryId)).size, 4);
});

test('reactions and edits are changes of the message that they name', async (t) => {
  const { graph, stage } = await play(t);
  const { mid, acknowledged } = graph.customers.sendText(PSID, 'helo');
  await acknowledged;
  await graph.customers.edit(PSID, mid, 'hello', '1').acknowledged;
  await graph.customers.react(PSID, mid, 'love', '❤').acknowledged;
  await graph.customers.react(PSID, mid, 'love', '❤', 'unreact').acknowledged;
  const changes = (await stage.received()).slice(1);
  assert.deepEqual(
    changes.map((record) => record.type === 'revision' && record.providerMessageId === mid && record.change),
    [
      { kind: 'edit', parts: [{ kind: 'text', text: 'hello' }] },
      { kind: 'reaction', emoji: '❤', active: true },
      { kind: 'reaction', emoji: '❤', active: false },
    ],
  );
});

test('an echo from the Page’s inbox is an agent’s message; one of ours confirms the reply', async (t) => {
  const { graph, stage } = await play(t);
  await graph.customers.writeFromPageInbox(PSID, 'from a colleague').acknowledged;
  await graph.customers.echo(PSID, 'm_ours', { app_id: 1, metadata: 'r_1.2.0', text: 'ours' }).acknowledged;
  await graph.customers.echo(PSID, 'm_part', { app_id: 1, metadata: 'r_2.1.0+', text: 'first of two' }).acknowledged;
  const received = await stage.received();
  assert.deepEqual(
    received.map((record) => asMessage(record).author),
    ['agent'],
  );
  assert.equal(received[0]?.identity.externalId, PSID);
  assert.deepEqual(
    (await stage.statuses()).map(({ entryId, attempt, status, providerMessageId }) => ({
      entryId,
      attempt,
      status,
      providerMessageId,
    })),
    [{ entryId: 'r_1', attempt: 2, status: 'sent', providerMessageId: 'm_ours' }],
  );
});

test('where our app’s id is known, metadata of another app confirms nothing', async (t) => {
  const { graph, stage } = await play(t, { env: { MESSENGER_APP_ID: '1' } });
  await graph.customers.echo(PSID, 'm_other', { app_id: PAGE_INBOX_APP_ID, metadata: 'r_1.1.0', text: 'x' })
    .acknowledged;
  await graph.customers.echo(PSID, 'm_own', { app_id: 1, text: 'sent past Onethread' }).acknowledged;
  assert.equal((await stage.statuses()).length, 0);
  assert.equal((await stage.received()).length, 1);
});

test('delivery and read become receipts with their watermark', async (t) => {
  const { graph, receipts } = await play(t);
  await graph.customers.markDelivered(PSID, 5000, ['m_x']).acknowledged;
  await graph.customers.markRead(PSID, 6000).acknowledged;
  assert.deepEqual(
    (await receipts()).map(({ receipt, watermark }) => [receipt, watermark]),
    [
      ['delivered', undefined],
      ['delivered', 5000],
      ['read', 6000],
    ],
  );
});

test('without a Page in the settings, whichever the webhook names is served', async (t) => {
  const { graph, stage } = await play(t, { env: { MESSENGER_PAGE_ID: '' } });
  await graph.customers.sendText(PSID, 'hello').acknowledged;
  const [message] = await stage.received();
  assert.equal(message?.identity.account, PAGE);
  assert.equal(asMessage(message).profile.name, 'Anna Example');
});

test('several Pages are served, each with the secret of its app', async (t) => {
  const { stage } = await play(t, {
    env: { MESSENGER_PAGES: '[{"pageId":"77","accessToken":"t","appSecret":"second"}]' },
  });
  const { signGraphBody } = await import('@onethread/testkit');
  const event = { sender: { id: PSID }, recipient: { id: '77' }, timestamp: 1, message: { mid: 'm_77', text: 'x' } };
  const body = JSON.stringify({ object: 'page', entry: [{ id: '77', time: 1, messaging: [event] }] });
  assert.equal(
    await postWebhook(`${stage.http.publicUrl}/webhooks/messenger`, body, signGraphBody('second', body)),
    'accepted',
  );
  assert.equal((await stage.received())[0]?.identity.account, '77');
});
