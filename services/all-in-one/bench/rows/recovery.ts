import { Crowd } from '../load/crowd.ts';
import { openOneProcess } from '../load/installation.ts';
import { killUnderLoad, type RecoveryTimes } from '../load/kill-under-load.ts';
import type { MeasureRow } from '../row.ts';
import { spreadOf } from '../spread.ts';

const RATE = 200;
const LOAD_MS = 3000;
const RETRY_MS = 10;

export const measure: MeasureRow = async ({ short }) => {
  const kills = short ? 1 : 3;
  await using installation = await openOneProcess();
  await using crowd = await Crowd.gather(installation, { sms: short ? 30 : 100, inApp: 0 });
  const { onethread } = installation.world;
  const times: RecoveryTimes[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    times.push(await killUnderLoad(crowd, onethread, { rate: RATE, loadMs: LOAD_MS, retryMs: RETRY_MS }));
  }
  const worstS = (of: (one: RecoveryTimes) => number): number => spreadOf(times.map(of)).most / 1000;
  return {
    figures: [
      { what: 'ready', value: worstS(({ readyMs }) => readyMs), unit: 's' },
      { what: 'first message accepted', value: worstS(({ acceptedMs }) => acceptedMs), unit: 's' },
      {
        what: 'first message on an agent’s stream',
        value: worstS(({ shownMs }) => shownMs),
        unit: 's',
        target: { atMost: 5 },
      },
    ],
    conditions: `The worst of ${kills}, at ${RATE} msg/s. That nothing is lost or doubled is shown by the system tests, not here.`,
  };
};
