import { setTimeout as pause } from 'node:timers/promises';
import { spreadOf, type Spread } from '../spread.ts';
import type { Crowd } from './crowd.ts';

export interface Pace {
  /** Messages a second. */
  readonly rate: number;
  readonly seconds: number;
}

/** Delays of messages that were sent on a fixed clock. */
export interface PacedDelays {
  readonly sentToAccepted: Spread;
  readonly acceptedToShown: Spread;
  readonly sentToShown: Spread;
  /** Not accepted, and not in the delays. */
  readonly refused: number;
}

interface Times {
  readonly sentAt: number;
  readonly acceptedAt: number;
  readonly shownAt: number;
}

/** Messages on a fixed clock, one customer after another, whether or not earlier ones are done; resolves when all have arrived. */
export async function sendPaced(crowd: Crowd, { rate, seconds }: Pace): Promise<PacedDelays> {
  const total = rate * seconds;
  const startedAt = performance.now();
  const messages: Promise<Times | undefined>[] = [];
  while (messages.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * rate));
    while (messages.length < due) messages.push(sendOne(crowd, messages.length));
    await pause(1);
  }
  const arrived = (await Promise.all(messages)).filter((times) => times !== undefined);
  return {
    sentToAccepted: spreadOf(arrived.map(({ sentAt, acceptedAt }) => acceptedAt - sentAt)),
    acceptedToShown: spreadOf(arrived.map(({ acceptedAt, shownAt }) => shownAt - acceptedAt)),
    sentToShown: spreadOf(arrived.map(({ sentAt, shownAt }) => shownAt - sentAt)),
    refused: messages.length - arrived.length,
  };
}

async function sendOne(crowd: Crowd, turn: number): Promise<Times | undefined> {
  // Channels take turns: the two kinds of customers stand one behind the other.
  const half = Math.floor(crowd.size / 2);
  const { sentAt, accepted, shown } = crowd.send((turn % 2) * half + (Math.floor(turn / 2) % half));
  const acceptedAt = await accepted.catch(() => undefined);
  return acceptedAt === undefined ? undefined : { sentAt, acceptedAt, shownAt: await shown };
}
