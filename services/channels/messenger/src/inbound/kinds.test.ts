import assert from 'node:assert/strict';
import { asMessage } from '@onethread/meta-graph/testing';
import { DOT_PNG } from '@onethread/testkit';
import { play, PSID } from '../testing/harness.ts';
import { test } from 'node:test';

test('whoever comes by an ad, a link or a button brings a card that says so', async (t) => {
  const { graph, stage, shown } = await play(t);
  const ad = {
    source: 'ADS',
    type: 'OPEN_THREAD',
    ad_id: '6045246247433',
    ads_context_data: { ad_title: 'Summer sale' },
  };
  await graph.customers.sendEvent(PSID, { referral: ad }).acknowledged;
  await graph.customers.sendReferral(PSID, 'newsletter').acknowledged;
  await graph.customers.sendEvent(PSID, { postback: { mid: 'm_p', title: 'Start', payload: 'GO', referral: ad } })
    .acknowledged;
  await graph.customers.sendEvent(PSID, { message: { mid: 'm_ad', text: 'hello', referral: ad } }).acknowledged;
  const fromAd = { kind: 'card', title: 'Came by an ad: Summer sale' };
  assert.deepEqual(await shown(), [
    [fromAd],
    [{ kind: 'card', title: 'Came by a link: “newsletter”' }],
    [{ kind: 'choice', title: 'Start', payload: 'GO' }, fromAd],
    [{ kind: 'text', text: 'hello' }, fromAd],
  ]);
  assert.deepEqual(
    (await stage.received()).map((record) => asMessage(record).automatic),
    [true, true, false, false],
  );
});

test('reels, posts, appointments and templates are shown as cards, with the film where it can be fetched', async (t) => {
  const { graph, shown } = await play(t);
  const { customers } = graph;
  await customers.sendFiles(PSID, [{ name: 'reel.png', contentType: 'image/png', bytes: DOT_PNG }]).acknowledged;
  const url = graph.messagesOf(PSID)[0]?.files[0]?.url ?? '';
  const page = 'https://www.facebook.com/reel/1';
  for (const attachment of [
    { type: 'reel', payload: { url, title: 'Our new shoes' } },
    { type: 'ig_reel', payload: { url: page } },
    { type: 'post', payload: { url: page, title: 'A post of ours' } },
    { type: 'appointment_booking', title: 'Tuesday at ten' },
    { type: 'template', payload: { elements: [{ title: 'Shoes', subtitle: '€ 50' }] } },
    { type: 'image', payload: { url, sticker_id: 369239263222822 } },
    { type: 'image', payload: 'nonsense' },
  ]) {
    await customers.sendAttachment(PSID, attachment).acknowledged;
  }
  const parts = (await shown()).slice(1);
  assert.deepEqual(
    parts.map((list) => list.map((part) => (part.kind === 'card' ? part.title : part.kind))),
    [
      ['Our new shoes', 'image'],
      ['A reel on Instagram'],
      ['A post of ours'],
      ['Tuesday at ten'],
      ['Shoes · € 50'],
      ['sticker'],
      ['unsupported'],
    ],
  );
});

test('who controls the thread is shown without asking for an answer', async (t) => {
  const { graph, stage, shown } = await play(t);
  await graph.customers.sendEvent(PSID, { pass_thread_control: { new_owner_app_id: '1', metadata: 'bot is done' } })
    .acknowledged;
  await graph.customers.sendEvent(PSID, { take_thread_control: { previous_owner_app_id: '1' } }).acknowledged;
  await graph.customers.sendEvent(PSID, { request_thread_control: { requested_owner_app_id: '2' } }).acknowledged;
  assert.deepEqual(
    (await shown()).map(([part]) => part?.kind === 'card' && part.title),
    [
      'Another app handed the conversation over to us: bot is done',
      'Another app took the conversation over',
      'Another app asks for the conversation',
    ],
  );
  assert.ok((await stage.received()).every((record) => asMessage(record).automatic));
});

test('a message taken back is taken back here, whichever side took it back', async (t) => {
  const { graph, stage } = await play(t);
  const { mid, acknowledged } = graph.customers.sendText(PSID, 'oops');
  await acknowledged;
  await graph.customers.unsend(PSID, mid).acknowledged;
  await graph.customers.echo(PSID, 'm_inbox', { is_deleted: true }).acknowledged;
  assert.deepEqual(
    (await stage.received())
      .slice(1)
      .map((record) => record.type === 'revision' && [record.providerMessageId, record.change]),
    [
      [mid, { kind: 'unsend' }],
      ['m_inbox', { kind: 'unsend' }],
    ],
  );
});

test('what a colleague sends from the Page’s inbox comes with its picture', async (t) => {
  const { graph, stage, shown } = await play(t);
  await graph.customers.sendFiles(PSID, [{ name: 'x.png', contentType: 'image/png', bytes: DOT_PNG }]).acknowledged;
  const url = graph.messagesOf(PSID)[0]?.files[0]?.url;
  await graph.customers.echo(PSID, 'm_picture', { attachments: [{ type: 'image', payload: { url } }] }).acknowledged;
  assert.equal(asMessage((await stage.received())[1]).author, 'agent');
  assert.equal((await shown())[1]?.[0]?.kind, 'image');
});

test('events of no person, roles of apps and reactions of colleagues disturb nobody', async (t) => {
  const { graph, stage } = await play(t);
  const page = { id: '109876543210987' };
  const body = JSON.stringify({
    object: 'page',
    entry: [
      {
        id: page.id,
        time: 1,
        messaging: [
          { recipient: page, timestamp: 1, app_roles: { '1': ['primary_receiver'] } },
          { sender: { user_ref: 'x' }, recipient: page, timestamp: 1, postback: { title: 'x', payload: 'x' } },
          { sender: page, recipient: { id: PSID }, timestamp: 1, reaction: { mid: 'm', action: 'react', emoji: '❤' } },
        ],
      },
    ],
  });
  await graph.customers.deliverBody(body).acknowledged;
  assert.deepEqual(await stage.received(), []);
});
