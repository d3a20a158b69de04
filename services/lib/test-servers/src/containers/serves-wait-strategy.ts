import type { WaitStrategy } from 'testcontainers';
import { until } from '../until.ts';

/** Thrown when a container ends before it serves, or does not serve in time; the message ends with the end of its log. */
export class ContainerStartError extends Error {
  readonly code = 'container-start';
  readonly retryable = true;
}

const LOG_LINES = 5;

/** Ready means that the server answers in its own protocol: an open port is only Docker's proxy. */
export function untilServes(serves: () => Promise<boolean>, withinMs: number): WaitStrategy {
  const strategy: WaitStrategy = {
    waitUntilReady: async (container) => {
      let running = true;
      const settled = async () => {
        running = (await container.inspect()).State.Running;
        return !running || (await serves());
      };
      const inTime = await until(settled, 'the container', withinMs).then(
        () => true,
        () => false,
      );
      if (inTime && running) return;
      const log = await container.logs({ stdout: true, stderr: true, tail: LOG_LINES, follow: false });
      const fault = running ? `did not serve within ${withinMs} ms` : 'ended';
      throw new ContainerStartError(`the container ${fault}: ${log.toString().trim().replaceAll('\n', ' | ')}`);
    },
    withStartupTimeout: () => strategy,
    isStartupTimeoutSet: () => true,
    getStartupTimeout: () => withinMs,
  };
  return strategy;
}
