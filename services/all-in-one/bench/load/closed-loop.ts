import type { Crowd } from './crowd.ts';

export interface ClosedLoopOptions {
  /** Messages on their way at any time. */
  readonly onTheWay: number;
  /** Asked before each message. */
  readonly goOn: () => boolean;
  /** Told of every message that reached its agent, with how long it took from being sent. */
  readonly onShown: (tookMs: number) => void;
}

/**
 * Keeps a fixed number of messages on their way; customers take turns. Resolves when the last has arrived, with how many
 * were refused (a person in the app may write 30 at once and one a second): those are not counted, the next one's turn comes.
 */
export async function runClosedLoop(crowd: Crowd, { onTheWay, goOn, onShown }: ClosedLoopOptions): Promise<number> {
  let next = 0;
  let refused = 0;
  const lane = async (): Promise<void> => {
    while (goOn()) {
      const { sentAt, accepted, shown } = crowd.send(next++ % crowd.size);
      const isAccepted = await accepted.then(
        () => true,
        () => false,
      );
      if (isAccepted) onShown((await shown) - sentAt);
      else refused += 1;
    }
  };
  await Promise.all(Array.from({ length: onTheWay }, lane));
  return refused;
}
