import { once } from 'node:events';
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { CallQueue } from './call-queue.ts';
import { SqliteUnavailableError } from './errors.ts';
import { fromWireError } from './wire-error.ts';
import type { SqliteFile, SqliteFileOptions } from './sqlite-file.ts';
import type { FromWorker, ToWorker, WorkerBirth } from './worker-messages.ts';

/** Starts the file's worker thread; resolves when its program is open. While nothing is asked, the thread does not keep the process alive. */
export async function openWorkerFile<Request, Answer, Options>(
  options: SqliteFileOptions<Options>,
): Promise<SqliteFile<Request, Answer>> {
  const birth: WorkerBirth = {
    file: options.file,
    program: options.program.href,
    programOptions: options.programOptions,
  };
  // Flags of the owner (test runner, inspector, inline code) mean nothing to the worker.
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: birth,
    execArgv: [],
    env: environment(),
  });
  const exited = new Promise<number>((resolve) => worker.once('exit', resolve));
  const send = (message: ToWorker): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(message);
  };

  const opened = await Promise.race([once(worker, 'message').then(([message]) => message as FromWorker), exited]);
  if (typeof opened === 'number')
    throw new SqliteUnavailableError(`worker of ${options.file} ended with code ${opened}`);
  if (opened.kind === 'not-opened') {
    await exited;
    throw fromWireError(opened.error);
  }
  worker.unref();

  const queue = new CallQueue<Request, Answer>({
    carry: (requests) => send({ requests }),
    busy: (isBusy) => (isBusy ? worker.ref() : worker.unref()),
    end: async () => {
      worker.ref();
      send({ end: true });
      await exited;
    },
  });
  worker.on('message', (message: FromWorker) => {
    if (message.kind !== 'outcomes') return;
    const failures = message.failures.map(([place, error]) => [place, fromWireError(error)] as const);
    queue.settle(message.answers, failures);
    if (message.notice !== undefined) options.onNotice?.(message.notice);
  });
  const lost = (why: string): void => queue.fail(new SqliteUnavailableError(`worker of ${options.file} ended: ${why}`));
  worker.on('error', (error) => lost(error instanceof Error ? error.message : String(error)));
  worker.on('exit', (code) => lost(`exit code ${code}`));
  return queue;
}

/** Nothing of the owner's environment but where compiled code is cached: with it a worker needs half the memory and time to start. */
function environment(): Record<string, string> {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}
