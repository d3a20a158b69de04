import assert from 'node:assert/strict';
import { asMessage } from '@onethread/meta-graph/testing';
import { PERSON, play } from './testing/harness.ts';
import { test } from 'node:test';
import { blobIdOf, INBOUND_RECEIPTS } from '@onethread/contracts';
import { DOT_PNG, outboundMessage, textPart } from '@onethread/testkit';

test('a person is shown by name and user name', async (t) => {
  const { graph, stage } = await play(t);
  await graph.customers.sendText(PERSON, 'hello').acknowledged;
  const { profile, identity } = asMessage((await stage.received())[0]);
  assert.deepEqual([profile.name, profile.address, identity.channel], ['Anna Example', '@anna', 'instagram']);
});

test('hearts, mentions in stories, answers to stories and shared posts are shown as what they are', async (t) => {
  const { graph, stage } = await play(t);
  const { customers } = graph;
  await customers.sendFiles(PERSON, [{ name: 'story.png', contentType: 'image/png', bytes: DOT_PNG }]).acknowledged;
  const url = graph.messagesOf(PERSON)[0]?.files[0]?.url ?? '';
  await customers.sendAttachment(PERSON, { type: 'like_heart' }).acknowledged;
  await customers.sendAttachment(PERSON, { type: 'story_mention', payload: { url } }).acknowledged;
  await customers.sendAttachment(PERSON, { type: 'share', payload: { url: 'https://www.instagram.com/p/x' } })
    .acknowledged;
  const reply = { mid: 'm_story', text: 'so nice', reply_to: { story: { id: '1', url: 'https://example.org/s' } } };
  await customers.sendEvent(PERSON, { message: reply }).acknowledged;
  const kinds = (await stage.received()).slice(1).map((record) => asMessage(record).parts.map(({ kind }) => kind));
  assert.deepEqual(kinds, [['text'], ['card', 'image'], ['card'], ['card', 'text']]);
});

test('a message taken back is taken back here, and a read message is told by its id', async (t) => {
  const { graph, stage } = await play(t);
  const { mid, acknowledged } = graph.customers.sendText(PERSON, 'oops');
  await acknowledged;
  await graph.customers.unsend(PERSON, mid).acknowledged;
  await graph.customers.sendEvent(PERSON, { read: { mid: 'm_ours' } }).acknowledged;
  const change = (await stage.received())[1];
  assert.deepEqual(change?.type === 'revision' && [change.providerMessageId, change.change.kind], [mid, 'unsend']);
  const receipts: unknown[] = [];
  for await (const { value } of stage.log.read({ topic: INBOUND_RECEIPTS.name, from: { offset: 0 } })) {
    receipts.push(JSON.parse(value));
  }
  assert.ok(receipts.some((told) => (told as { providerMessageId?: string }).providerMessageId === 'm_ours'));
});

test('a text is measured in bytes', async (t) => {
  const { life, identity } = await play(t);
  const planned = (text: string) => life.channel.plan(outboundMessage({ identity, parts: [textPart(text)] }));
  assert.equal(planned('é'.repeat(500)).length, 1);
  assert.throws(() => planned('é'.repeat(501)), /1000 bytes/);
});

test('the echo of our own reply is no colleague’s message, though it carries no mark of ours', async (t) => {
  const { graph, stage, identity, last } = await play(t);
  graph.faults.next({ kind: 'drop-answer' });
  await stage.reply(outboundMessage({ entryId: 'r_lost', identity, parts: [textPart('once')] }));
  // Only the echo can have told it.
  await last('r_lost', 'sent');
  assert.equal(graph.accepted()[0]?.metadata, undefined);
  await graph.customers.writeFromPageInbox(PERSON, 'from a colleague').acknowledged;
  assert.deepEqual(
    (await stage.received()).map((record) => [asMessage(record).author, asMessage(record).parts[0]]),
    [['agent', { kind: 'text', text: 'from a colleague' }]],
  );
});

test('the echo of a file that we sent is known as ours as well', async (t) => {
  const { graph, stage, identity, last } = await play(t);
  const blobId = blobIdOf('r_file', 0);
  await stage.blobs.put(blobId, DOT_PNG, { maxBytes: 1000, contentType: 'image/png', name: 'dot.png' });
  const image = { kind: 'image' as const, blobId, name: 'dot.png', contentType: 'image/png', size: DOT_PNG.length };
  await stage.reply(outboundMessage({ entryId: 'r_file', identity, parts: [image] }));
  await last('r_file', 'sent');
  await graph.customers.sendText(PERSON, 'thanks').acknowledged;
  assert.deepEqual(
    (await stage.received()).map((record) => asMessage(record).author),
    ['customer'],
  );
  assert.equal(graph.accepted()[0]?.file?.contentType, 'image/png');
});
