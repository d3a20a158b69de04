import type { LedgerWindow } from '@onethread/contracts';
import type { LogRecord } from '@onethread/log';
import type { VerifyContext, VerifyPhase } from './verify-context.ts';

/** Records that are looked at together. */
export const BATCH = 250;

/** Goes through what the log still holds of a topic, batch by batch and in order per key; says which part that was. */
export async function readWindow(
  context: VerifyContext,
  phase: VerifyPhase,
  topic: string,
  look: (records: readonly LogRecord[]) => Promise<void>,
): Promise<LedgerWindow> {
  let records = 0;
  let fromMs = 0;
  let toMs = 0;
  let batch: LogRecord[] = [];
  const flush = async (): Promise<void> => {
    await look(batch);
    records += batch.length;
    batch = [];
    await context.onProgress(phase, records);
  };
  const from = context.from === undefined ? { offset: 0 } : { time: context.from };
  for await (const record of context.log.read({ topic, from })) {
    fromMs = fromMs === 0 ? record.timestamp : Math.min(fromMs, record.timestamp);
    toMs = Math.max(toMs, record.timestamp);
    batch.push(record);
    if (batch.length >= BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  return { topic, records, fromMs, toMs };
}

/** From which time on a group may not have done a topic's records yet; `Infinity` when it has done all. */
export async function undoneSince({ log, now }: VerifyContext, topic: string, group: string): Promise<number> {
  const lag = (await log.lag()).find((one) => one.topic === topic && one.group === group);
  // Half a second is what a commit may lag behind the work.
  return lag === undefined || lag.records === 0 ? Infinity : now() - lag.seconds * 1000 - 500;
}
