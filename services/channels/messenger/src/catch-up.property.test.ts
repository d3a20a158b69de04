import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage } from '@onethread/channel-kit/contract';
import { waitFor } from '@onethread/testkit';
import fc from 'fast-check';
import { messengerChannel } from './index.ts';
import { eagerChannel } from './testing/eager.ts';
import { PAGE, settingsFor, simulate } from './testing/harness.ts';

const PEOPLE = ['801', '802', '803'] as const;
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 8);

/** Who writes what, how it comes to us, and whether Meta answers in between. */
const lives = fc.array(
  fc.record({
    person: fc.constantFrom(...PEOPLE),
    count: fc.integer({ min: 1, max: 60 }),
    /** By the webhook, by no webhook, or by the webhook once the catch-up has brought it already. */
    by: fc.constantFrom('webhook' as const, 'nothing' as const, 'late' as const),
  }),
  { minLength: 1, maxLength: 12 },
);

test('however messages are split between webhook and conversations, each stands once, and what came one way is in order', async () => {
  const check = fc.asyncProperty(lives, fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 4 }), playOut);
  await fc.assert(check, { numRuns: RUNS });
});

async function playOut(spells: typeof lives extends fc.Arbitrary<infer T> ? T : never, failing: readonly number[]) {
  let time = Date.now() - 3 * 3600_000;
  const graph = await simulate({ now: () => time });
  await using stage = await openStage();
  try {
    const settings = settingsFor(graph.url);
    const life = await stage.run(messengerChannel, settings);
    graph.setWebhookUrl(`${stage.http.publicUrl}/webhooks/messenger`);
    await graph.customers.sendText('800', 'the first word').acknowledged;
    const written: {
      readonly person: string;
      readonly text: string;
      readonly mid: string;
      readonly by: string;
      at: number;
    }[] = [];
    for (const { person, count, by } of spells) {
      for (let n = 0; n < count; n += 1) {
        time += 150;
        const text = `${written.length}`;
        const note = (mid: string) => written.push({ person, text, mid, by, at: time });
        if (by !== 'webhook') note(graph.customers.writeUnheard(person, text));
        else {
          const { mid, acknowledged } = graph.customers.sendText(person, text);
          await acknowledged;
          note(mid);
        }
      }
    }
    await life.service.stop();

    // The catch-up, with answers of Meta that fail: broken off, and begun again where it was.
    const plan = Array.from({ length: Math.max(0, ...failing) + 1 }, (_, at) => failing.includes(at));
    for (const fails of plan)
      graph.faults.next(fails ? { kind: 'error', row: 'rate-calls' } : { kind: 'slow', delayMs: 1 });
    await stage.run(eagerChannel, settings);
    const first = async () => {
      const texts = new Map<string, string>();
      for (const record of await stage.received()) {
        const [part] = record.type === 'message' ? record.parts : [];
        if (!texts.has(record.entryId) && part?.kind === 'text') texts.set(record.entryId, part.text);
      }
      return [...texts.values()].filter((text) => text !== 'the first word');
    };
    await waitFor(async () => (await first()).length >= written.length, { describe: 'all to be heard' });
    for (const { person, text, mid, at } of written.filter(({ by }) => by === 'late')) {
      const event = { sender: { id: person }, recipient: { id: PAGE }, timestamp: at, message: { mid, text } };
      await graph.customers.deliver([{ id: PAGE, time: at, messaging: [event] }]).acknowledged;
    }
    const heard = await first();
    assert.equal(heard.length, written.length, 'each once');
    const place = new Map(heard.map((text, at) => [text, at]));
    for (const person of PEOPLE) {
      const theirs = written.filter((message) => message.person === person);
      for (const ways of [['webhook'], ['nothing', 'late']]) {
        const places = theirs.filter(({ by }) => ways.includes(by)).map(({ text }) => place.get(text) ?? -1);
        assert.deepEqual(
          places,
          places.toSorted((one, other) => one - other),
        );
      }
    }
  } finally {
    await graph.close();
  }
}
