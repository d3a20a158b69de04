export interface Rounds {
  /** Resolves when the round under way is done. */
  stop(): Promise<void>;
}

/** A round at once, and the next so many ms after its end as it says; one at a time. Its timer does not keep the process alive. `round` must not reject. */
export function startRounds(round: () => Promise<number>): Rounds {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    const pauseMs = await round();
    if (stopped) return;
    timer = setTimeout(() => {
      underWay = run();
    }, pauseMs);
    timer.unref();
  };
  underWay = run();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
