import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asMessage, postWebhook } from '@onethread/meta-graph/testing';
import { DOT_PNG } from '@onethread/testkit';
import { NUMBER, PERSON, play, webhookBody } from '../testing/harness.ts';

test('a text carries name, number, time and what it answers', async (t) => {
  const { whatsapp, stage } = await play(t);
  await whatsapp.people.sendText(PERSON, 'Grüße 👋', { timestamp: 1_700_000_000, contextId: 'wamid.before' })
    .acknowledged;
  const { parts, profile, providerTime, threadRefs } = asMessage((await stage.received())[0]);
  assert.deepEqual(parts, [{ kind: 'text', text: 'Grüße 👋' }]);
  assert.deepEqual(profile, { name: 'Anna Example', phone: `+${PERSON}`, address: `+${PERSON}` });
  assert.equal(providerTime, 1_700_000_000_000);
  assert.deepEqual(threadRefs, [{ kind: 'message', value: 'wamid.before' }]);
});

test('somebody who shows no phone is known by the business-scoped user id', async (t) => {
  const { whatsapp, stage } = await play(t);
  whatsapp.addPerson('GB.1349120865530274', { name: 'Ben', username: 'ben' });
  await whatsapp.people.sendText('GB.1349120865530274', 'hello').acknowledged;
  const { identity, profile } = asMessage((await stage.received())[0]);
  assert.equal(identity.externalId, 'GB.1349120865530274');
  assert.deepEqual(profile, { name: 'Ben', address: '@ben' });
});

test('files are fetched at once by their id and our token, and kept as what they are', async (t) => {
  const { whatsapp, stage } = await play(t);
  const { people } = whatsapp;
  await people.sendFile(PERSON, 'image', { name: 'x.png', contentType: 'image/png', bytes: DOT_PNG }, 'look')
    .acknowledged;
  await people.sendFile(PERSON, 'sticker', { name: 'x.png', contentType: 'image/png', bytes: DOT_PNG }).acknowledged;
  const pdf = { name: 'offer.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF') };
  await people.sendFile(PERSON, 'document', pdf).acknowledged;
  const parts = (await stage.received()).map((record) => asMessage(record).parts);
  assert.deepEqual(
    parts.map((list) => list.map(({ kind }) => kind)),
    [['image', 'text'], ['sticker'], ['file']],
  );
  const [file] = parts[2] ?? [];
  assert.ok(file?.kind === 'file');
  assert.deepEqual([file.name, (await stage.blobs.info(file.blobId))?.size], ['offer.pdf', pdf.bytes.length]);
});

test('a file that WhatsApp does not hand out is shown as missing, and does not keep the message', async (t) => {
  const { whatsapp, stage, refusals } = await play(t);
  await whatsapp.people.sendMessage(PERSON, 'image', { image: { id: '404', mime_type: 'image/jpeg' } }).acknowledged;
  const [part] = asMessage((await stage.received())[0]).parts;
  assert.deepEqual(part, { kind: 'missing-file', name: 'image.jpg', reason: 'WhatsApp does not hand it out' });
  assert.match(await refusals(), /reason="media-unavailable"/);
});

test('every kind of message is shown as what it is', async (t) => {
  const { whatsapp, stage } = await play(t);
  const send = (type: string, content: object) =>
    whatsapp.people.sendMessage(PERSON, type, content as Record<string, unknown>).acknowledged;
  await send('location', { location: { latitude: 51.5, longitude: -0.1, name: 'Shop', address: 'High Street 1' } });
  await send('contacts', { contacts: [{ name: { formatted_name: 'Ben' }, phones: [{ phone: '+44 7700 900002' }] }] });
  await send('button', { button: { text: 'Yes', payload: 'YES' } });
  await send('interactive', { interactive: { type: 'button_reply', button_reply: { id: 'red', title: 'Red' } } });
  await send('interactive', {
    interactive: { type: 'list_reply', list_reply: { id: 'xl', title: 'XL', description: 'Extra large' } },
  });
  await send('interactive', {
    interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"a":1}' } },
  });
  await send('order', {
    order: {
      catalog_id: '1',
      text: 'please wrap it',
      product_items: [{ product_retailer_id: 'sku-1', quantity: '2', item_price: 9.5, currency: 'EUR' }],
    },
  });
  await send('text', {
    text: { body: 'I saw this' },
    referral: { source_url: 'https://fb.me/x', source_type: 'ad', headline: 'Summer sale' },
  });
  await send('text', { text: { body: 'look' }, context: { forwarded: true } });
  await send('system', { system: { body: 'Anna changed from one number to another', type: 'user_changed_number' } });
  await send('unsupported', { errors: [{ code: 131051, title: 'Message type unknown' }] });
  await send('hologram', {});
  const messages = (await stage.received()).map(asMessage);
  assert.deepEqual(
    messages.map(({ parts }) => parts),
    [
      [{ kind: 'location', latitude: 51.5, longitude: -0.1, title: 'Shop, High Street 1' }],
      [{ kind: 'card', title: 'Contact · Ben · +44 7700 900002' }],
      [{ kind: 'choice', title: 'Yes', payload: 'YES' }],
      [{ kind: 'choice', title: 'Red', payload: 'red' }],
      [{ kind: 'choice', title: 'XL – Extra large', payload: 'xl' }],
      [{ kind: 'choice', title: 'Sent', payload: '{"a":1}' }],
      [
        { kind: 'card', title: 'Ordered 2 × sku-1 at 9.5 EUR' },
        { kind: 'text', text: 'please wrap it' },
      ],
      [
        { kind: 'text', text: 'I saw this' },
        { kind: 'card', title: 'Came by an ad: Summer sale', url: 'https://fb.me/x' },
      ],
      [
        { kind: 'card', title: 'Forwarded' },
        { kind: 'text', text: 'look' },
      ],
      [{ kind: 'card', title: 'Anna changed from one number to another' }],
      [{ kind: 'unsupported', providerKind: 'unsupported: Message type unknown' }],
      [{ kind: 'unsupported', providerKind: 'hologram' }],
    ],
  );
  assert.deepEqual(
    messages.flatMap(({ automatic }, place) => (automatic ? [place] : [])),
    [9],
  );
});

test('a reaction takes the place of the earlier one, and is taken back without saying which', async (t) => {
  const { whatsapp, stage } = await play(t);
  for (const emoji of ['👍', '❤', '']) await whatsapp.people.react(PERSON, 'wamid.ours', emoji).acknowledged;
  const changes = (await stage.received()).map((record) => record.type === 'revision' && record.change);
  assert.deepEqual(changes, [
    { kind: 'reaction', emoji: '👍', active: true },
    { kind: 'reaction', emoji: '👍', active: false },
    { kind: 'reaction', emoji: '❤', active: true },
    { kind: 'reaction', emoji: '❤', active: false },
  ]);
});

test('reactions of one batch see one another', async (t) => {
  const { whatsapp, stage } = await play(t);
  await whatsapp.people.batch(() => {
    whatsapp.people.react(PERSON, 'wamid.ours', '👍');
    whatsapp.people.react(PERSON, 'wamid.ours', '');
  }).acknowledged;
  assert.equal((await stage.received()).length, 2);
});

test('edits and withdrawals are changes of the message that they name', async (t) => {
  const { whatsapp, stage } = await play(t);
  const edit = { original_message_id: 'wamid.a', message: { type: 'text', text: { body: 'hello' } } };
  await whatsapp.people.sendMessage(PERSON, 'edit', { edit }).acknowledged;
  await whatsapp.people.sendMessage(PERSON, 'revoke', { revoke: { original_message_id: 'wamid.a' } }).acknowledged;
  assert.deepEqual(
    (await stage.received()).map((record) => record.type === 'revision' && [record.providerMessageId, record.change]),
    [
      ['wamid.a', { kind: 'edit', parts: [{ kind: 'text', text: 'hello' }] }],
      ['wamid.a', { kind: 'unsend' }],
    ],
  );
});

test('what a colleague writes in the WhatsApp Business app is an agent’s message', async (t) => {
  const { whatsapp, stage } = await play(t);
  await whatsapp.people.sendText(PERSON, 'from the phone', { isEcho: true }).acknowledged;
  const { author, identity } = asMessage((await stage.received())[0]);
  assert.deepEqual([author, identity.externalId], ['agent', PERSON]);
});

test('a batch of 1000 updates of mixed kinds is taken whole, messages in their time', async (t) => {
  const { whatsapp, stage, receipts } = await play(t);
  await whatsapp.people.batch(() => {
    for (let n = 0; n < 500; n += 1) {
      whatsapp.people.sendText(PERSON, `update ${n}`, { timestamp: 1_700_000_000 + n });
      whatsapp.people.tellStatus({ wamid: `wamid.${n}`, to: PERSON }, n % 2 === 0 ? 'read' : 'delivered');
    }
  }).acknowledged;
  const texts = (await stage.received()).map((record) => asMessage(record).parts[0]);
  assert.deepEqual(
    texts,
    Array.from({ length: 500 }, (_, n) => ({ kind: 'text', text: `update ${n}` })),
  );
  assert.equal((await receipts()).length, 500);
});

test('one update that cannot be read spoils no other and is counted', async (t) => {
  const { stage, refusals } = await play(t);
  const good = { from: PERSON, id: 'wamid.good', timestamp: '1', type: 'text', text: { body: 'good' } };
  const { publicUrl } = stage.http;
  const value = {
    messages: [{ id: 5 }, null, { ...good, id: 'wamid.nobody', from: undefined }, good],
    errors: [{ code: 1 }],
  };
  assert.equal(await postWebhook(`${publicUrl}/webhooks/whatsapp`, webhookBody(value)), 'accepted');
  assert.equal(
    await postWebhook(`${publicUrl}/webhooks/whatsapp`, webhookBody({ messages: [good] }, '999')),
    'accepted',
  );
  const other = {
    object: 'whatsapp_business_account',
    entry: [{ changes: [{ field: 'account_update', value: {} }] }, 5],
  };
  assert.equal(await postWebhook(`${publicUrl}/webhooks/whatsapp`, JSON.stringify(other)), 'accepted');
  assert.equal((await stage.received()).length, 1);
  assert.equal((await stage.received())[0]?.identity.account, NUMBER);
  const counted = await refusals();
  for (const reason of [
    'malformed-event',
    'person-without-id',
    'provider-error',
    'unknown-number',
    'unknown-field',
    'malformed-entry',
  ])
    assert.match(counted, new RegExp(`reason="${reason}"`));
});
