import { setTimeout as pause } from 'node:timers/promises';
import type { Crowd } from './crowd.ts';

/** What is killed and started again. */
export interface Victim {
  kill(): Promise<void>;
  /** Resolves once it serves again. */
  start(): Promise<unknown>;
}

export interface KillOptions {
  /** Messages a second before the kill. */
  readonly rate: number;
  readonly loadMs: number;
  /** Between two attempts after it. */
  readonly retryMs: number;
}

/** All from the kill. */
export interface RecoveryTimes {
  readonly readyMs: number;
  /** The first message that was sent after it. */
  readonly acceptedMs: number;
  readonly shownMs: number;
}

/** Kills the victim while messages flow, starts it again at once, and writes until a message sent after the kill is on an agent's stream. */
export async function killUnderLoad(
  crowd: Crowd,
  victim: Victim,
  { rate, loadMs, retryMs }: KillOptions,
): Promise<RecoveryTimes> {
  const stopLoad = keepWriting(crowd, rate);
  await pause(loadMs);
  const killedAt = performance.now();
  await victim.kill();
  stopLoad();
  const ready = victim.start().then(() => performance.now());
  let acceptedAt: number | undefined;
  const shownTimes: number[] = [];
  while (shownTimes.length === 0) {
    const { accepted, shown } = crowd.send(0);
    void shown.then((at) => shownTimes.push(at));
    await accepted.then(
      (at) => (acceptedAt ??= at),
      () => undefined,
    );
    await pause(retryMs);
  }
  const [shownAt = 0] = shownTimes;
  return {
    readyMs: (await ready) - killedAt,
    acceptedMs: (acceptedAt ?? shownAt) - killedAt,
    shownMs: shownAt - killedAt,
  };
}

/** Messages on a clock, whatever becomes of them. */
function keepWriting(crowd: Crowd, rate: number): () => void {
  let next = 0;
  const timer = setInterval(() => void crowd.send(next++ % crowd.size).accepted.catch(() => undefined), 1000 / rate);
  return () => clearInterval(timer);
}
