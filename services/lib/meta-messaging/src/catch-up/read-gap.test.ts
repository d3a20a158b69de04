import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Look } from './conversations-api.ts';
import { readMessages, type Conversation, type MessagesPage } from './read-conversations.ts';
import { MAX_MESSAGES_PER_CONVERSATION, readGap } from './read-gap.ts';

const SINCE = Date.parse('2026-01-01T00:00:00Z');

function message(second: number, mid = `m_${second}`): object {
  return {
    id: mid,
    created_time: new Date(SINCE + second * 1000).toISOString(),
    from: { id: 'person' },
    to: { data: [{ id: 'page' }] },
    message: mid,
  };
}

/** Newest first, as Meta lists them. */
function page(messages: readonly object[], next?: string): MessagesPage {
  const paging = next === undefined ? {} : { paging: { cursors: { after: next }, next: 'https://graph.example/next' } };
  const read = readMessages({ data: messages, ...paging }, 'page');
  assert.ok(read !== undefined);
  return read;
}

function conversation(newest: MessagesPage): Conversation {
  return { id: 't_1', updatedAt: SINCE, personId: 'person', newest };
}

/** Shows these pages one after another, the last of them again and again. */
function shows(...pages: readonly Look<MessagesPage>[]) {
  const asked: string[] = [];
  const api = {
    messages(_id: string, next: Readonly<Record<string, string>>) {
      asked.push(next['after'] ?? next['until'] ?? '');
      return Promise.resolve(pages[Math.min(asked.length, pages.length) - 1] ?? 'refused');
    },
  };
  return { api, asked };
}

const nothingKnown = () => false;

async function midsOf(
  api: Parameters<typeof readGap>[0],
  newest: MessagesPage,
  isKnown: (mid: string) => boolean = nothingKnown,
) {
  const gap = await readGap(api, conversation(newest), SINCE, isKnown);
  return typeof gap === 'string' ? gap : { mids: gap.events.map((event) => event.message?.mid), isWhole: gap.isWhole };
}

test('pages are read back to the mark and no further', async () => {
  const { api, asked } = shows(page([message(2), message(1), message(-1)], 'c2'));
  const found = await midsOf(api, page([message(4), message(3)], 'c1'));
  assert.deepEqual(found, { mids: ['m_1', 'm_2', 'm_3', 'm_4'], isWhole: true });
  assert.deepEqual(asked, ['c1']);
});

test('messages of the same second keep the order in which Meta lists them', async () => {
  const { api } = shows(page([message(1, 'b'), message(1, 'a')]));
  const found = await midsOf(api, page([message(1, 'd'), message(1, 'c')], 'c1'));
  assert.deepEqual(found, { mids: ['a', 'b', 'c', 'd'], isWhole: true });
});

test('what is known is left out, and what lies behind it is still looked for', async () => {
  const { api } = shows(page([message(2), message(1)]));
  const found = await midsOf(api, page([message(3)], 'c1'), (mid) => mid !== 'm_1');
  assert.deepEqual(found, { mids: ['m_1'], isWhole: true });
});

test('a message that Meta shows no more than the id of makes the gap incomplete, unless it is known', async () => {
  const stub = { id: 'hidden', created_time: new Date(SINCE + 1000).toISOString() };
  const { api } = shows();
  assert.deepEqual(await midsOf(api, page([message(2), stub])), { mids: ['m_2'], isWhole: false });
  const known = await midsOf(api, page([message(2), stub]), (mid) => mid === 'hidden');
  assert.deepEqual(known, { mids: ['m_2'], isWhole: true });
});

test('what Meta refuses leaves what was shown; what it cannot answer now leaves nothing', async () => {
  const newest = page([message(3)], 'c1');
  assert.deepEqual(await midsOf(shows('refused').api, newest), { mids: ['m_3'], isWhole: false });
  assert.equal(await midsOf(shows('later').api, newest), 'later');
  assert.equal(await midsOf(shows('failed').api, newest), 'failed');
});

test('a gap without end is cut at the limit, and so is one whose pages repeat', async () => {
  let second = 1_000_000;
  const endless = {
    messages: () =>
      Promise.resolve(
        page(
          Array.from({ length: 100 }, () => message((second -= 1))),
          'c',
        ),
      ),
  };
  const gap = await midsOf(endless, page([message(2_000_000)], 'c'));
  assert.ok(typeof gap === 'object' && !gap.isWhole);
  assert.ok(gap.mids.length >= MAX_MESSAGES_PER_CONVERSATION && gap.mids.length < MAX_MESSAGES_PER_CONVERSATION + 100);
  const repeating = shows(page([message(1)], 'c'));
  assert.deepEqual(await midsOf(repeating.api, page([message(2)], 'c')), { mids: ['m_1', 'm_2'], isWhole: false });
  assert.ok(repeating.asked.length < 100);
});

test('an edge that pages by time is followed by what its own address says, never with its token', async () => {
  const next = 'https://graph.example/v25.0/t_1/messages?access_token=secret&limit=25&until=17&__paging_token=enc';
  assert.deepEqual(readMessages({ data: [], paging: { next } }, 'page')?.next, { until: '17', __paging_token: 'enc' });
});
