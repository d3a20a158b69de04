import { once } from 'node:events';
import { waitFor } from '@onethread/testkit';
import { WebSocket } from 'ws';

/** Environment with which a Node process can be inspected. */
export const INSPECTED = { NODE_OPTIONS: '--inspect=127.0.0.1:0' } as const;

/** Bytes of a process after a full collection: what is really held. */
export interface HeldMemory {
  readonly heapUsed: number;
  /** Outside the heap, held by objects of the heap. */
  readonly external: number;
  readonly rss: number;
}

/** Asks a process, started with `INSPECTED`, what it holds. `output` gives what it has printed. */
export async function heldMemory(output: () => string): Promise<HeldMemory> {
  // Of the latest start, where it was started again.
  const url = await waitFor(
    () =>
      output()
        .match(/ws:\/\/127\.0\.0\.1:\d+\/[-\w]+/g)
        ?.at(-1),
    {
      describe: 'the inspector to listen',
    },
  );
  const socket = new WebSocket(url);
  await once(socket, 'open');
  const ask = async (id: number, method: string, params: object = {}): Promise<unknown> => {
    const answer = new Promise((resolve, reject) => {
      socket.on('message', (data: Buffer) => {
        const message = JSON.parse(data.toString('utf8')) as { id?: number; result?: unknown };
        if (message.id === id) resolve(message.result);
      });
      socket.once('close', () => reject(new Error('the inspector has closed')));
    });
    socket.send(JSON.stringify({ id, method, params }));
    return await answer;
  };
  await ask(1, 'HeapProfiler.collectGarbage');
  await ask(2, 'HeapProfiler.collectGarbage');
  const answer = (await ask(3, 'Runtime.evaluate', {
    expression: 'process.memoryUsage()',
    returnByValue: true,
  })) as { result: { value: HeldMemory } };
  socket.close();
  return answer.result.value;
}
