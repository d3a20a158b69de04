import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openStage, type Life, type Stage } from '@onethread/channel-kit/contract';
import type { InboundMessage, InboundRecord, Part } from '@onethread/contracts';
import { DOT_PNG, waitFor, type TelegramPerson, type TelegramSimulator } from '@onethread/testkit';
import { telegramChannel } from '../index.ts';
import { ANNA, BOT, post, SECRET, settingsFor, simulate, TOKEN } from '../testing/harness.ts';
import { ALLOWED_UPDATES } from '../webhook-registration.ts';

const WEBP = Buffer.concat([Buffer.from('RIFF\x1a\0\0\0WEBPVP8L', 'latin1'), Buffer.alloc(14)]);
const OGG = Buffer.concat([
  Buffer.from('OggS\0\x02', 'latin1'),
  Buffer.alloc(22),
  Buffer.from('OpusHead'),
  Buffer.alloc(20),
]);

interface Scene {
  readonly stage: Stage;
  readonly telegram: TelegramSimulator;
  readonly anna: TelegramPerson;
  readonly life: Life;
}

async function play(t: TestContext, env: Readonly<Record<string, string>> = {}): Promise<Scene> {
  const telegram = await simulate();
  const stage = await openStage();
  t.after(async () => {
    await stage[Symbol.asyncDispose]();
    await telegram.close();
  });
  const life = await stage.run(telegramChannel, settingsFor(telegram.url, env));
  return { stage, telegram, anna: telegram.person(ANNA), life };
}

async function messages({ stage }: Scene): Promise<readonly InboundMessage[]> {
  return (await stage.received()).filter((record) => record.type === 'message');
}

/** What becomes of one message. */
async function told(scene: Scene, content: object): Promise<InboundMessage> {
  await scene.anna.message(content).acknowledged;
  const last = (await messages(scene)).at(-1);
  assert.ok(last);
  return last;
}

const file = (bytes: Uint8Array, name: string, contentType: string) => ({ bytes, name, contentType });
const withoutPlace = (parts: readonly Part[]): unknown[] =>
  parts.map((part) => ('blobId' in part ? { ...part, blobId: '' } : part));

const gap = (parts: readonly Part[]): string => (parts[0]?.kind === 'missing-file' ? parts[0].reason : '');

async function revisions({ stage }: Scene): Promise<Extract<InboundRecord, { type: 'revision' }>[]> {
  return (await stage.received()).filter((record) => record.type === 'revision');
}

describe('the webhook', () => {
  test('is set at the start with its secret and all that is understood, and nothing that waits is dropped', async (t) => {
    const { telegram, stage } = await play(t);
    const webhook = await waitFor(() => telegram.webhook, { describe: 'the webhook to be set' });
    assert.deepEqual(webhook, {
      url: `${stage.http.publicUrl}/webhooks/telegram/${BOT}`,
      secretToken: SECRET,
      allowedUpdates: ALLOWED_UPDATES,
      maxConnections: 40,
      dropPendingUpdates: false,
    });
    const check = stage.healthChecks.find(({ name }) => name === 'telegram-webhook');
    await waitFor(async () => (await check?.check()) === undefined, { describe: 'no trouble' });
  });

  test('that cannot be set is told to operators, and the channel runs', async (t) => {
    const { stage } = await play(t, { TELEGRAM_BOT_TOKEN: `${BOT}:AAH-another-token_0123456789` });
    const check = stage.healthChecks.find(({ name }) => name === 'telegram-webhook');
    const trouble = await waitFor(() => check?.check(), { describe: 'the trouble' });
    assert.match(trouble, /Unauthorized/);
    assert.doesNotMatch(trouble, /AAH/);
  });

  test('answers one bot’s secret for no other bot, and none that is missing', async (t) => {
    const other = { token: '7000000002:AAH-token-of-the-other_0123456789', webhookSecret: 'the-other-secret-of-tests' };
    const { stage } = await play(t, { TELEGRAM_BOTS: JSON.stringify([other]), TELEGRAM_SET_WEBHOOK: 'false' });
    const update = JSON.stringify({ update_id: 1, poll: {} });
    const at = stage.http.publicUrl;
    assert.equal(await post(at, update, { bot: '7000000002', secret: other.webhookSecret }), 200);
    for (const wrong of [{ bot: '7000000002' }, { secret: '' }, { bot: 'unknown' }, { bot: TOKEN }])
      assert.equal(await post(at, update, wrong), 401, JSON.stringify(wrong));
  });

  test('takes an update that is brought again under another number as the same message', async (t) => {
    const scene = await play(t);
    const message = {
      message_id: 7,
      from: { id: ANNA.id, first_name: 'Anna' },
      chat: { id: ANNA.id, type: 'private' },
      text: 'hi',
    };
    for (const update_id of [1, 1, 2])
      assert.equal(await post(scene.stage.http.publicUrl, JSON.stringify({ update_id, message })), 200);
    assert.equal(new Set((await messages(scene)).map(({ entryId }) => entryId)).size, 1);
  });

  test('does without what is said in groups and channels, and counts it', async (t) => {
    const scene = await play(t);
    const group = { id: -100, type: 'supergroup', title: 'Team' };
    await scene.telegram.update('group', 'message', {
      message_id: 1,
      chat: group,
      from: { id: 1, first_name: 'X' },
      text: 'hi',
    }).acknowledged;
    assert.deepEqual(await scene.stage.received(), []);
    assert.match(await scene.stage.metrics.metrics(), /reason="not-a-private-chat"/);
  });
});

describe('a message', () => {
  test('says who wrote it, when, and what it answers', async (t) => {
    const scene = await play(t);
    const { providerTime, ...message } = await told(scene, {
      text: 'Zażółć 👍',
      reply_to_message: { message_id: 3, chat: { id: ANNA.id, type: 'private' } },
      forward_origin: { type: 'hidden_user', sender_user_name: 'Somebody' },
    });
    assert.ok(providerTime !== undefined && providerTime % 1000 === 0);
    assert.deepEqual(message.identity, scene.life.host.identity(BOT, String(ANNA.id)));
    assert.deepEqual(message.profile, { name: 'Anna Example', address: '@anna_ex', language: 'pl' });
    assert.deepEqual(message.threadRefs, [{ kind: 'message', value: `${ANNA.id}:3` }]);
    assert.equal(message.notice, 'Forwarded from Somebody.');
    assert.deepEqual(message.parts, [{ kind: 'text', text: 'Zażółć 👍' }]);
  });

  test('by a link of ours says which, and wants no answer', async (t) => {
    const scene = await play(t);
    await scene.anna.start('summer-26').acknowledged;
    await scene.anna.start().acknowledged;
    const [byLink, plain] = await messages(scene);
    assert.deepEqual(byLink?.parts, [{ kind: 'card', title: 'Came by a link: summer-26' }]);
    assert.deepEqual(plain?.parts, [{ kind: 'card', title: 'Started the bot' }]);
    assert.deepEqual([byLink.automatic, plain.automatic], [true, true]);
  });

  test('of each kind is shown as what it is', async (t) => {
    const scene = await play(t);
    const upload = (bytes: Uint8Array, name: string, type: string) => scene.anna.upload(file(bytes, name, type));
    const { file_name: _, mime_type: __, ...large } = upload(DOT_PNG, 'x', 'image/png');
    const photo = [
      { ...large, width: 90, height: 60 },
      { ...large, file_id: 'small', width: 9, height: 6 },
    ];
    const image = { kind: 'image', blobId: '', name: 'photo.jpg', contentType: 'image/png', size: DOT_PNG.length };
    const tgs = upload(gzipSync('{"tgs":1}'), 'sticker.tgs', 'application/x-tgsticker');
    const rows: readonly (readonly [content: object, parts: readonly object[]])[] = [
      [{ photo, caption: 'look' }, [image, { kind: 'text', text: 'look' }]],
      [{ document: upload(DOT_PNG, '../../my "scan".png', 'image/png') }, [{ ...image, name: 'my _scan_.png' }]],
      [
        { animation: upload(DOT_PNG, 'a.png', 'image/png'), document: upload(DOT_PNG, 'a.png', 'image/png') },
        [{ ...image, name: 'a.png' }],
      ],
      [
        { voice: { ...upload(OGG, '', 'audio/ogg'), file_name: undefined } },
        [{ kind: 'audio', blobId: '', name: 'voice-message.ogg', contentType: 'audio/ogg', size: OGG.length }],
      ],
      [
        { sticker: { ...upload(WEBP, '', 'image/webp'), emoji: '👍', is_animated: false } },
        [{ kind: 'sticker', blobId: '', name: 'sticker.webp', contentType: 'image/webp', size: WEBP.length }],
      ],
      [
        { sticker: { ...tgs, is_animated: true, thumbnail: upload(WEBP, '', 'image/webp') } },
        [{ kind: 'sticker', blobId: '', name: 'sticker.webp', contentType: 'image/webp', size: WEBP.length }],
      ],
      [{ location: { latitude: 52.2, longitude: 21 } }, [{ kind: 'location', latitude: 52.2, longitude: 21 }]],
      [
        {
          venue: { location: { latitude: 1, longitude: 2 }, title: 'Café', address: 'Main St 1' },
          location: { latitude: 1, longitude: 2 },
        },
        [{ kind: 'location', latitude: 1, longitude: 2, title: 'Café, Main St 1' }],
      ],
      [
        { contact: { phone_number: '+48123456789', first_name: 'Bert' } },
        [{ kind: 'card', title: 'Contact: Bert, +48123456789' }],
      ],
      [
        { poll: { id: '1', question: 'Tea?', options: [] } },
        [
          { kind: 'card', title: 'Poll: Tea?' },
          { kind: 'unsupported', providerKind: 'poll' },
        ],
      ],
      [
        { dice: { emoji: '🎲', value: 5 } },
        [
          { kind: 'card', title: '🎲 5' },
          { kind: 'unsupported', providerKind: 'dice' },
        ],
      ],
      [{ story: { id: 1 } }, [{ kind: 'unsupported', providerKind: 'story' }]],
    ];
    for (const [content, parts] of rows)
      assert.deepEqual(withoutPlace((await told(scene, content)).parts), parts, JSON.stringify(content));
  });

  test('with the person’s own number tells it as theirs; somebody else’s it does not', async (t) => {
    const scene = await play(t);
    const contact = { phone_number: '48123456789', first_name: 'Anna', user_id: ANNA.id };
    assert.equal((await told(scene, { contact })).profile.phone, '+48123456789');
    assert.equal((await told(scene, { contact: { ...contact, user_id: 1 } })).profile.phone, undefined);
  });

  test('whose file is too large or cannot be had shows the gap with its reason, and nothing is asked twice', async (t) => {
    const scene = await play(t);
    const document = { ...scene.anna.upload(file(DOT_PNG, 'film.mp4', 'video/mp4')), file_size: 21 * 1024 * 1024 };
    assert.match(gap((await told(scene, { document })).parts), /20 MB/);
    assert.match(gap((await told(scene, { document: { file_id: 'gone' } })).parts), /wrong file_id/);
    scene.telegram.fileFaults.next({ kind: 'error', row: 'file-too-big' });
    assert.match(gap((await told(scene, { document: { ...document, file_size: undefined } })).parts), /20 MB/);
    scene.telegram.fileFaults.next({ kind: 'drop-answer' }, 3);
    assert.match(gap((await told(scene, { document: { ...document, file_size: 1 } })).parts), /could not be asked/);
  });
});

test('a file whose place cannot be told at first is fetched all the same', async (t) => {
  const scene = await play(t);
  scene.telegram.fileFaults.next({ kind: 'error', row: 'bad-gateway' });
  scene.telegram.fileFaults.next({ kind: 'drop-request' });
  const { parts } = await told(scene, { document: scene.anna.upload(file(DOT_PNG, 'a.png', 'image/png')) });
  assert.equal(parts[0]?.kind, 'image');
});

describe('a change', () => {
  test('of a message is an edit of it, and each edit is one of its own', async (t) => {
    const scene = await play(t);
    const { messageId, acknowledged } = scene.anna.text('Helo');
    await acknowledged;
    await scene.anna.edit(messageId, { text: 'Hello' }).acknowledged;
    await scene.anna.edit(messageId, { text: 'Hello!' }).acknowledged;
    const edits = await revisions(scene);
    assert.deepEqual(
      edits.map(({ change }) => change),
      ['Hello', 'Hello!'].map((text) => ({ kind: 'edit', parts: [{ kind: 'text', text }] })),
    );
    assert.deepEqual(
      new Set(edits.map(({ providerMessageId }) => providerMessageId)),
      new Set([`${ANNA.id}:${messageId}`]),
    );
    assert.equal(new Set(edits.map(({ entryId }) => entryId)).size, 2);
  });

  test('of a live location is not kept: it would be one every few seconds', async (t) => {
    const scene = await play(t);
    await scene.anna.edit(1, { location: { latitude: 1, longitude: 2 } }).acknowledged;
    assert.deepEqual(await scene.stage.received(), []);
  });

  test('of reactions tells what was given and what was taken back', async (t) => {
    const scene = await play(t);
    await scene.anna.react(9, ['👍', '❤'], ['❤', '🔥']).acknowledged;
    assert.deepEqual(
      (await revisions(scene)).map(({ change, providerMessageId }) => [change, providerMessageId]),
      [
        [{ kind: 'reaction', emoji: '👍', active: false }, `${ANNA.id}:9`],
        [{ kind: 'reaction', emoji: '🔥', active: true }, `${ANNA.id}:9`],
      ],
    );
  });

  test('of whether they can be written to is their standing', async (t) => {
    const scene = await play(t);
    await scene.anna.block().acknowledged;
    await scene.anna.unblock().acknowledged;
    const standing = (await scene.stage.received()).flatMap((record) =>
      record.type === 'standing' ? [[record.standing, record.reason]] : [],
    );
    assert.deepEqual(standing, [
      ['blocked', 'blocked-by-person'],
      ['open', 'unblocked-by-person'],
    ]);
  });
});

test('a button that was pressed is a choice in its own words, and Telegram is told that it was taken', async (t) => {
  const answered: string[] = [];
  const telegram = await simulate({
    onEvent: (event) => void (event.kind === 'action' && answered.push(event.action)),
  });
  const stage = await openStage();
  t.after(async () => {
    await stage[Symbol.asyncDispose]();
    await telegram.close();
  });
  await stage.run(telegramChannel, settingsFor(telegram.url));
  const shown = {
    message_id: 4,
    chat: { id: ANNA.id, type: 'private' },
    reply_markup: { inline_keyboard: [[{ text: 'Yes, please', callback_data: 'yes' }]] },
  };
  await telegram.person(ANNA).press('cb-1', 'yes', shown).acknowledged;
  const [record] = await stage.received();
  assert.deepEqual(record?.type === 'message' && record.parts, [
    { kind: 'choice', title: 'Yes, please', payload: 'yes' },
  ]);
  await waitFor(() => answered.includes('answered cb-1'), { describe: 'the button to be answered' });
});

test('an update that came while the log was down comes again, and is kept once', async (t) => {
  const scene = await play(t);
  await waitFor(() => scene.telegram.webhook, { describe: 'the webhook' });
  scene.stage.failPublishing('answer-lost');
  const { acknowledged } = scene.anna.text('hello');
  await waitFor(async () => (await scene.stage.received()).length > 0, { describe: 'the first try' });
  scene.stage.failPublishing(undefined);
  await acknowledged;
  assert.equal(new Set((await messages(scene)).map(({ entryId }) => entryId)).size, 1);
});
