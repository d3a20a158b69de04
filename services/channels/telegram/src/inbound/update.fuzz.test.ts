import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ChannelHost } from '@onethread/channel-kit';
import { inboundEntryId, partSchema, profileSchema } from '@onethread/contracts';
import { identityRef } from '@onethread/testkit';
import { BotApi } from '../bot-api.ts';
import type { FileReader } from './fetch-file.ts';
import { formattedText } from './formatted-text.ts';
import { toRecords } from './to-records.ts';
import { MalformedUpdateError, readUpdate } from './update.ts';

/** `FUZZ_RUNS=100000` looks longer. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 1_000);
const MAX_RECORD_BYTES = 1024 * 1024;

/** No file lies anywhere: where a message names one, the gap is shown. */
class NoFiles extends BotApi {
  override call(): Promise<{ readonly kind: 'ok'; readonly result: object }> {
    return Promise.resolve({ kind: 'ok', result: {} });
  }
}
const reader: FileReader = {
  host: {
    identity: (account: string, externalId: string) => identityRef({ channel: 'telegram', account, externalId }),
    entryIdOf: (account: string, id: string) => inboundEntryId('telegram', account, id),
    refused() {},
  } as unknown as ChannelHost,
  api: new NoFiles('https://api.telegram.example'),
  bot: { id: '1', token: '1:x', webhookSecret: 'x', label: 'x' },
  signal: AbortSignal.timeout(600_000),
};

const from = { id: 1, is_bot: false, first_name: 'Anna', username: 'anna', language_code: 'pl' };
const chat = { id: 1, type: 'private' };
const head = { message_id: 1, date: 1, from, chat };
const file = { file_id: 'f', file_size: 1, file_name: 'a', mime_type: 'image/png' };
const FIXTURES: readonly object[] = [
  { message: { ...head, text: 'hello', entities: [{ type: 'bold', offset: 0, length: 2 }] } },
  { message: { ...head, text: '/start x', reply_to_message: { message_id: 2 } } },
  { message: { ...head, photo: [{ file_id: 'p', width: 1, height: 1 }], caption: 'c', document: file, voice: file } },
  {
    message: {
      ...head,
      sticker: { ...file, thumbnail: file, is_animated: true },
      location: { latitude: 1, longitude: 1 },
    },
  },
  {
    message: {
      ...head,
      contact: { phone_number: '+481', user_id: 1 },
      forward_origin: { type: 'user', sender_user: from },
    },
  },
  {
    message: {
      ...head,
      venue: { location: { latitude: 1, longitude: 1 } },
      poll: { question: 'q' },
      dice: { emoji: 'd', value: 1 },
    },
  },
  { edited_message: { ...head, edit_date: 2, text: 'hello' } },
  {
    callback_query: {
      id: 'c',
      from,
      data: 'd',
      message: { ...head, reply_markup: { inline_keyboard: [[{ text: 't', callback_data: 'd' }]] } },
    },
  },
  {
    message_reaction: {
      chat,
      message_id: 1,
      user: from,
      old_reaction: [{ type: 'emoji', emoji: 'x' }],
      new_reaction: [],
    },
  },
  { my_chat_member: { chat, from, new_chat_member: { status: 'kicked' } } },
].map((content) => ({ update_id: 1, ...content }));

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('__proto__', '\uD800', 'x'.repeat(30_000), '/start '.repeat(2_000), 1e300, -1, 2 ** 53),
  fc.double(),
  fc.jsonValue(),
);

/** A known update with one of its values, anywhere, replaced. */
const mutated = fc.tuple(fc.constantFrom(...FIXTURES), fc.nat(30), hostile).map(([update, place, value]) => {
  let at = 0;
  return JSON.stringify(update, (key, known: unknown) => {
    if (key === '') return known;
    at += 1;
    return at - 1 === place ? value : known;
  });
});
const bodies = fc.oneof(
  { weight: 6, arbitrary: mutated },
  { weight: 1, arbitrary: fc.tuple(mutated, fc.nat(400)).map(([text, end]) => text.slice(0, end)) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

test('whatever comes is an update that the contract takes, is set aside, or is refused as none', async () => {
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      let update;
      try {
        update = readUpdate(Buffer.from(body));
      } catch (error) {
        assert.ok(error instanceof MalformedUpdateError, String(error));
        return;
      }
      const { inbound = [], standing } = await toRecords(reader, update);
      assert.ok(Buffer.byteLength(JSON.stringify([inbound, standing])) < MAX_RECORD_BYTES);
      for (const draft of inbound) {
        if (draft.type === 'message') profileSchema.parse(draft.profile);
        const parts = draft.type === 'message' ? draft.parts : draft.change.kind === 'edit' ? draft.change.parts : [];
        for (const part of parts) partSchema.parse(part);
        assert.ok(draft.providerMessageId.length <= 1_000);
      }
    }),
    { numRuns },
  );
});

test('whatever the marks of a text, its HTML shows that text and nothing but known tags, each closed', () => {
  const entity = fc.record({
    type: fc.constantFrom('bold', 'italic', 'pre', 'code', 'blockquote', 'text_link', 'spoiler', 'url'),
    offset: fc.nat(60),
    length: fc.integer({ min: 1, max: 60 }),
    url: fc.oneof(fc.webUrl(), fc.string()),
  });
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.array(entity, { maxLength: 12 }),
      (text, entities) => {
        const part = formattedText(text, entities);
        assert.ok(part.kind === 'text');
        if (part.html === undefined) return;
        const open: string[] = [];
        const shown = part.html.replaceAll(
          /<(\/?)(b|i|u|s|code|pre|blockquote|a)( href="[^"<>]*" rel="noopener noreferrer")?>/g,
          (_tag, end: string, name: string) => {
            if (end === '') open.push(name);
            else assert.equal(open.pop(), name);
            return '';
          },
        );
        assert.deepEqual(open, []);
        assert.doesNotMatch(shown, /[<>]/);
        const plain = shown
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&');
        // A mark may cut a character in two; a reader never sees the halves.
        if (!plain.includes('\uFFFD')) assert.equal(plain, part.text);
      },
    ),
    { numRuns },
  );
});
