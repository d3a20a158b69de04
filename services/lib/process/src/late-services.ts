import { runServices, type Logger, type RunningServices, type Service } from '@onethread/runtime';

/**
 * Services that are put together only when they start, because what they are made of must be reached first. They start in
 * the order given and stop in reverse.
 */
export function lateServices(name: string, logger: Logger, create: () => Promise<readonly Service[]>): Service {
  let running: RunningServices | undefined;
  return {
    name,
    async start() {
      running = await runServices(await create(), { logger, signals: false });
    },
    stop: async () => await running?.stop(),
  };
}
