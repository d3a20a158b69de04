import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  fromGrpcError,
  RpcError,
  type ErasePersonResponse,
  type ExportPersonResponse,
  type ErasureReport,
} from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import { openRouting, person, type Person, type TestRouting } from './testing/open-routing.ts';

const SECRET = 'sesame';
const WITHIN_MS = 30_000;

void describe('exporting and erasing a person', () => {
  let routing: TestRouting;
  before(async () => {
    routing = await openRouting();
  });
  after(() => routing.close());

  async function wrote(customer: Person, texts: readonly string[]): Promise<void> {
    for (const text of texts) await routing.writes(customer, text);
    await waitFor(
      async () =>
        (await routing.history.listItems({ customerId: customer.customerId }).catch(() => undefined))?.items.length ===
        texts.length,
      { describe: 'the messages in the thread', withinMs: WITHIN_MS },
    );
  }

  async function exported(customerId: string, admin = routing.admin): Promise<ReadonlyMap<string, string>> {
    const files = new Map<string, string>();
    let current = '';
    try {
      for await (const { part, file = '', bytes } of admin.exportPerson({
        customerId,
      }) as AsyncIterable<ExportPersonResponse>) {
        if (part === 'file') files.set((current = file), '');
        else files.set(current, `${files.get(current)}${Buffer.from(bytes ?? []).toString('utf8')}`);
        assert.ok((bytes?.length ?? 0) <= 64 * 1024);
      }
    } catch (error) {
      throw fromGrpcError(error);
    }
    return files;
  }

  async function erased(customer: Person, identityIds = [customer.identityId as string]): Promise<ErasureReport> {
    let report: ErasureReport | null = null;
    try {
      for await (const progress of routing.admin.erasePerson({
        customerId: customer.customerId,
        identityIds,
      }) as AsyncIterable<ErasePersonResponse>) {
        report = progress.report ?? report;
      }
    } catch (error) {
      throw fromGrpcError(error);
    }
    assert.ok(report);
    return report;
  }

  void test('the export holds the person, the thread in its order, and every fact', async () => {
    const customer = person('exported');
    await wrote(customer, ['one', 'two '.repeat(20_000), 'three']);
    const files = await exported(customer.customerId);
    assert.deepEqual([...files.keys()], ['person.json', 'thread.jsonl', 'entries.jsonl']);
    const { identities } = JSON.parse(files.get('person.json') ?? '') as { identities: { name: string }[] };
    assert.deepEqual(
      identities.map(({ name }) => name),
      ['exported'],
    );
    const thread = (files.get('thread.jsonl') ?? '').trimEnd().split('\n');
    const texts = thread.map((line) => (JSON.parse(line) as { parts: { text: string }[] }).parts[0]?.text.slice(0, 3));
    assert.deepEqual(texts, ['one', 'two', 'thr']);
    assert.ok((files.get('entries.jsonl') ?? '').split('\n').length > 3);
  });

  void test('who follows the thread is shown it anew without a word, and so is the customer', async () => {
    const customer = person('ali');
    await wrote(customer, [`one ${SECRET}`, `two ${SECRET}`]);
    await waitFor(async () => (await routing.history.search({ query: SECRET })).hits.length === 2, {
      describe: 'the messages to be found',
      withinMs: WITHIN_MS,
    });
    const device = await routing.device(await routing.agent('ada'));
    await device.ask({ hello: { clientId: 'test' } });
    await device.ask({ follow: { customerId: customer.customerId } });
    const first = await device.until(({ thread }) => (thread?.snapshot === true ? thread : undefined));
    assert.ok(JSON.stringify(first.items).includes(SECRET));
    const report = await erased(customer);
    assert.deepEqual([report.identities, report.items, report.entries], [1, 2, 2]);
    assert.ok(report.topicsCleanAtMs > Date.now());

    const shown = await device.until(({ thread }) =>
      thread?.snapshot === true && thread.items.length > 0 && thread.items.every((item) => item.erased)
        ? thread
        : undefined,
    );
    assert.ok(!JSON.stringify(shown).includes(SECRET));
    const { items } = await routing.history.listItems({ customerId: customer.customerId });
    assert.ok(!JSON.stringify(items).includes(SECRET));
    assert.ok((items[0]?.rev ?? 0) > (first.items[0]?.rev ?? 0), 'a client that merges by rev takes it');
    const ofCustomer = await routing.feeds.listFeed({ identityId: customer.identityId });
    assert.deepEqual(ofCustomer.items, []);
    assert.deepEqual((await routing.history.search({ query: SECRET })).hits, []);
    const kept = [...(await exported(customer.customerId)).values()].join('\n');
    assert.ok(!kept.includes(SECRET));
    assert.deepEqual((await routing.history.search({ query: 'ali' })).hits, []);
    const { conversations } = await routing.history.listConversations({});
    assert.ok(!JSON.stringify(conversations).includes(SECRET));
  });

  void test('what cannot be is refused by name', async () => {
    const customer = person('refused');
    await wrote(customer, ['hello']);
    await assert.rejects(erased(customer, []), failsWith('invalid'));
    await assert.rejects(erased(customer, ['another']), failsWith('conflict'));
    await assert.rejects(
      erased(
        customer,
        Array.from({ length: 101 }, (_, n) => `${n}`),
      ),
      failsWith('invalid'),
    );
    await assert.rejects(erased(person('nobody')), failsWith('not-found'));
    await assert.rejects(exported('c_nobody'), failsWith('not-found'));
    const agent = routing.adminAs(await routing.token('ada', 'agent'));
    await assert.rejects(exported(customer.customerId, agent), failsWith('forbidden'));
    assert.equal((await routing.history.listItems({ customerId: customer.customerId })).items.length, 1);
  });
});

function failsWith(code: string): (error: unknown) => boolean {
  return (error) => error instanceof RpcError && error.code === code;
}
