import { setTimeout as pause } from 'node:timers/promises';
import { Crowd } from '../load/crowd.ts';
import type { MeasureRow } from '../row.ts';
import { spreadOf } from '../spread.ts';

const RATE = 200;
const LOAD_MS = 3000;
const RETRY_MS = 10;

export const measure: MeasureRow = async ({ short }) => {
  const kills = short ? 1 : 3;
  const crowd = await Crowd.open({ sms: short ? 30 : 100, inApp: 0 });
  try {
    const times: Times[] = [];
    for (let kill = 0; kill < kills; kill += 1) times.push(await killUnderLoad(crowd));
    const worst = (of: (one: Times) => number): number => spreadOf(times.map(of)).most;
    return {
      figures: [
        { what: 'ready', value: worst(({ readyMs }) => readyMs) / 1000, unit: 's' },
        { what: 'first message accepted', value: worst(({ acceptedMs }) => acceptedMs) / 1000, unit: 's' },
        {
          what: 'first message on an agent’s stream',
          value: worst(({ shownMs }) => shownMs) / 1000,
          unit: 's',
          target: { atMost: 5 },
        },
      ],
      conditions: `The worst of ${kills}, at ${RATE} msg/s. That nothing is lost or doubled is shown by the system tests, not here.`,
    };
  } finally {
    await crowd.close();
  }
};

interface Times {
  readonly readyMs: number;
  readonly acceptedMs: number;
  readonly shownMs: number;
}

async function killUnderLoad(crowd: Crowd): Promise<Times> {
  const stopLoad = keepWriting(crowd);
  await pause(LOAD_MS);
  const killedAt = performance.now();
  await crowd.world.onethread.kill();
  stopLoad();
  const ready = crowd.world.onethread.start().then(() => performance.now());
  let acceptedAt: number | undefined;
  const shownTimes: number[] = [];
  while (shownTimes.length === 0) {
    const { accepted, shown } = crowd.send(0);
    void shown.then((at) => shownTimes.push(at));
    await accepted.then(
      (at) => (acceptedAt ??= at),
      () => undefined,
    );
    await pause(RETRY_MS);
  }
  const [shownAt = 0] = shownTimes;
  return {
    readyMs: (await ready) - killedAt,
    acceptedMs: (acceptedAt ?? shownAt) - killedAt,
    shownMs: shownAt - killedAt,
  };
}

/** Messages on a clock, whatever becomes of them. */
function keepWriting(crowd: Crowd): () => void {
  let next = 0;
  const timer = setInterval(() => void crowd.send(next++ % crowd.size).accepted.catch(() => undefined), 1000 / RATE);
  return () => clearInterval(timer);
}
