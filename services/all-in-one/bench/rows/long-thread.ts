import { customerIdOf, identityIdOf } from '@onethread/contracts';
import { waitFor } from '@onethread/testkit';
import { createSmsGateway } from '../load/sms-writer.ts';
import { lengthenThread } from '../lengthen-thread.ts';
import { processMemory } from '../process-meter.ts';
import type { MeasureRow } from '../row.ts';
import { runningPid } from '../running-pid.ts';
import { spreadOf } from '../spread.ts';
import { openWorld, READER, SECRETS } from '../../tests/world.ts';

const PAGE = 50;
const PHONE = '+447700900000';

export const measure: MeasureRow = async ({ short }) => {
  const length = short ? 10_000 : 100_000;
  const pages = short ? 20 : 200;
  const world = await openWorld();
  const { onethread, admin, history } = world;
  const start = async (): Promise<void> => {
    const exitCode = await onethread.start();
    if (exitCode !== undefined) throw new Error(`it ended with ${exitCode}: ${onethread.output}`);
    await admin.waitUntilReady(10_000);
  };
  try {
    await start();
    await admin.putAgent({ agentId: READER, name: READER, email: `${READER}@localhost`, role: 'agent', capacity: 1 });
    const customerId = customerIdOf(identityIdOf(SECRETS.identityKey, 'sms', SECRETS.number, PHONE));
    const gateway = createSmsGateway(onethread.url);
    await gateway.writer(0).write(1, 'the first of many');
    gateway.close();
    await waitFor(() => history.listItems({ customerId, pageSize: 1 }).then(({ items }) => items.length === 1), {
      describe: 'the first message to be in its thread',
    });
    await onethread.stop();
    await lengthenThread(onethread.dataFolder, customerId, length);
    await start();

    const before = processMemory(runningPid(onethread.dataFolder));
    const read = (pageToken: string, newer: boolean) =>
      timed(() => history.listItems({ customerId, pageToken, pageSize: PAGE, newer }));
    const first = await read('', false);
    const older: number[] = [];
    const newer: number[] = [];
    let { page } = first;
    let seen = page.items.length;
    for (let count = 0; count < pages && page.olderPageToken !== ''; count += 1) {
      const next = await read(page.olderPageToken, false);
      older.push(next.tookMs);
      page = next.page;
      seen += page.items.length;
    }
    for (let count = 0; count < pages && page.newerPageToken !== ''; count += 1) {
      const next = await read(page.newerPageToken, true);
      newer.push(next.tookMs);
      page = next.page;
    }
    const middleUs = Math.round(((first.page.items.at(-1)?.atUs ?? 0) + (page.items[0]?.atUs ?? 0)) / 2);
    const middle: number[] = [];
    for (const direction of [false, true]) {
      let from = await timed(() => history.listItems({ customerId, aroundUs: middleUs, pageSize: PAGE }));
      middle.push(from.tookMs);
      for (let count = 0; count < pages / 4; count += 1) {
        from = await read(direction ? from.page.newerPageToken : from.page.olderPageToken, direction);
        middle.push(from.tookMs);
      }
    }
    const again = await read('', false);
    const after = processMemory(runningPid(onethread.dataFolder));
    const [back, forth, inside] = [spreadOf(older), spreadOf(newer), spreadOf(middle)];
    return {
      figures: [
        {
          what: 'first page after the start, everything cold',
          value: first.tookMs,
          unit: 'ms',
          target: { atMost: 50 },
        },
        { what: 'first page again', value: again.tookMs, unit: 'ms' },
        { what: 'older pages, p50', value: back.p50, unit: 'ms' },
        { what: 'older pages, p99', value: back.p99, unit: 'ms' },
        { what: 'newer pages, p50', value: forth.p50, unit: 'ms' },
        { what: 'newer pages, p99', value: forth.p99, unit: 'ms' },
        { what: 'pages around the middle, both ways, p50', value: inside.p50, unit: 'ms' },
        { what: 'pages around the middle, both ways, p99', value: inside.p99, unit: 'ms' },
        {
          what: 'growth of resident memory over all pages',
          value: (after.rssBytes - before.rssBytes) / 1e6,
          unit: 'MB',
        },
      ],
      conditions: `A thread of ${length.toLocaleString('en-US')} messages, pages of ${PAGE}; ${back.count} towards older (${seen.toLocaleString('en-US')} items), ${forth.count} back, ${inside.count} from an instant between the two on.`,
    };
  } finally {
    await world.close();
  }
};

async function timed<Page>(ask: () => Promise<Page>): Promise<{ page: Page; tookMs: number }> {
  const from = performance.now();
  const page = await ask();
  return { page, tookMs: performance.now() - from };
}
