import { setTimeout as pause } from 'node:timers/promises';
import { INBOUND_MESSAGES } from '@onethread/contracts';
import { AppDevice, userToken } from '../../tests/customers/app-device.ts';
import { openWorld, SECRETS, type World } from '../../tests/world.ts';
import { heldMemory, INSPECTED } from '../load/inspected-memory.ts';
import { writeBacklog } from '../load/write-backlog.ts';
import { processMemory } from '../process-meter.ts';
import type { MeasureRow } from '../row.ts';
import { runningPid } from '../running-pid.ts';
import { spreadOf } from '../spread.ts';

const SAMPLE_MS = 250;
/** The heap is collected at 20th sample: it stops the process for a moment. */
const HELD_EVERY = 20;
/** Between two who open the app while the backlog drains. */
const VISITOR_EVERY_MS = 100;
const PEOPLE_PER_MESSAGE = 1 / 10;

export const measure: MeasureRow = async ({ short }) => {
  const messages = short ? 3000 : 50_000;
  const world = await openWorld(INSPECTED);
  const { onethread } = world;
  try {
    await world.start();
    const start = await memoryOf(world);
    await onethread.stop();
    await writeBacklog(onethread.dataFolder, { messages, people: Math.ceil(messages * PEOPLE_PER_MESSAGE) });
    const startedAt = performance.now();
    await world.start();
    const readyAt = performance.now();
    const stillToDrain = (await lagOf(world)).records;
    const drained = new AbortController();
    const visits = visitWhile(world, drained.signal);
    const most = await drain(world);
    const drainedAt = performance.now();
    drained.abort();
    const opening = spreadOf(await visits);
    return {
      figures: [
        { what: 'from the start of the process to no lag', value: (drainedAt - startedAt) / 1000, unit: 's' },
        { what: 'still to drain when it was ready', value: stillToDrain, unit: 'msg' },
        { what: 'drained from then on', value: stillToDrain / ((drainedAt - readyAt) / 1000), unit: 'msg/s' },
        {
          what: 'heap held while draining, most above an empty start',
          value: (most.heldBytes - start.heldBytes) / 1e6,
          unit: 'MB',
          target: { atMost: 30 },
        },
        {
          what: 'own memory while draining, garbage included, most above an empty start',
          value: (most.ownBytes - start.ownBytes) / 1e6,
          unit: 'MB',
        },
        { what: 'somebody opens the app meanwhile, p50', value: opening.p50, unit: 'ms' },
        { what: 'somebody opens the app meanwhile, most', value: opening.most, unit: 'ms', target: { atMost: 1000 } },
        { what: 'lag at the end', value: (await lagOf(world)).records, unit: 'msg', target: { atMost: 0 } },
      ],
      conditions: `${messages} SMS of ${Math.ceil(messages * PEOPLE_PER_MESSAGE)} people, all new to it, no agent there. Opening the app: connected, proved, and the feed live. What is held above the start is what a process keeps at hand of the latest people, bounded whatever came; mapped database files are not counted. The heap is collected once in a while to see what is held, which others wait for as well.`,
    };
  } finally {
    await world.close();
  }
};

interface Memory {
  /** Of the heap, after a full collection. */
  readonly heldBytes: number;
  /** Of the process, without mapped files. */
  readonly ownBytes: number;
}

const ownBytes = ({ onethread }: World): number => processMemory(runningPid(onethread.dataFolder)).anonymousBytes;

async function memoryOf(world: World): Promise<Memory> {
  const own = ownBytes(world);
  return { heldBytes: (await heldMemory(() => world.onethread.output)).heapUsed, ownBytes: own };
}

async function lagOf({ admin }: World): Promise<{ readonly records: number }> {
  const { lags } = await admin.getStatus();
  const inbound = lags.filter(({ topic }) => topic.endsWith(INBOUND_MESSAGES.name));
  return { records: Math.max(0, ...inbound.map(({ records }) => records)) };
}

/** Until nothing lags; the most memory seen meanwhile. */
async function drain(world: World): Promise<Memory> {
  let most: Memory = { heldBytes: 0, ownBytes: 0 };
  for (let sample = 0; ; sample += 1) {
    const now = sample % HELD_EVERY === 0 ? await memoryOf(world) : { heldBytes: 0, ownBytes: ownBytes(world) };
    most = {
      heldBytes: Math.max(most.heldBytes, now.heldBytes),
      ownBytes: Math.max(most.ownBytes, now.ownBytes),
    };
    const { lags } = await world.admin.getStatus();
    if (lags.every(({ records }) => records === 0)) return most;
    await pause(SAMPLE_MS);
  }
}

/** How long it takes to be shown the feed (ms), for one person after another. */
async function visitWhile({ onethread }: World, signal: AbortSignal): Promise<readonly number[]> {
  const took: number[] = [];
  for (let visitor = 0; !signal.aborted || took.length === 0; visitor += 1) {
    const token = await userToken(SECRETS.userTokens, `visitor-${visitor}`);
    const from = performance.now();
    const device = await AppDevice.open(onethread.url, { token });
    took.push(performance.now() - from);
    device.close();
    await pause(VISITOR_EVERY_MS);
  }
  return took;
}
