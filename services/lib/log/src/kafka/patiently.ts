import { setTimeout as delay } from 'node:timers/promises';
import { brokerFault } from './broker-fault.ts';

/** How long a question is repeated while brokers restart or leaders move. */
export const PATIENCE_MS = 10_000;
const ASK_AGAIN_MS = 250;

/**
 * Asks again for a while when brokers are away. Throws `BrokerFaultError`; faults that waiting does not cure at once.
 * `between` is called before each repeat.
 */
export async function patiently<T>(doing: string, ask: () => Promise<T>, between?: () => Promise<void>): Promise<T> {
  for (const limit = performance.now() + PATIENCE_MS; ;) {
    try {
      return await ask();
    } catch (error) {
      const fault = brokerFault(error, doing);
      if (fault.code !== 'broker-unreachable' || performance.now() > limit) throw fault;
    }
    await delay(ASK_AGAIN_MS);
    await between?.().catch(() => undefined);
  }
}
