import type { Crowd } from './crowd.ts';

export interface ClosedLoopOptions {
  /** Messages on their way at any time. */
  readonly onTheWay: number;
  /** Asked before each message. */
  readonly goOn: () => boolean;
  /** Told of every message that reached its agent, with how long it took from being sent. */
  readonly onShown: (tookMs: number) => void;
}

/** Keeps a fixed number of messages on their way; customers take turns. Resolves when the last has arrived. */
export async function runClosedLoop(crowd: Crowd, { onTheWay, goOn, onShown }: ClosedLoopOptions): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (goOn()) {
      const { sentAt, accepted, shown } = crowd.send(next++ % crowd.size);
      const [, shownAt] = await Promise.all([accepted, shown]);
      onShown(shownAt - sentAt);
    }
  };
  await Promise.all(Array.from({ length: onTheWay }, lane));
}
