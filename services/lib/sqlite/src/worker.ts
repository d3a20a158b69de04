import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { MAX_REQUESTS_PER_COMMIT } from './group-commit.ts';
import { loadProgram } from './load-program.ts';
import { OpenFile } from './open-file.ts';
import { infrastructureFault } from './sqlite-faults.ts';
import { toWireError } from './wire-error.ts';
import type { Outcomes } from './group-commit.ts';
import type { FromWorker, ToWorker, WorkerBirth } from './worker-messages.ts';

if (parentPort === null) throw new Error('this module runs as a worker thread only');
const port = parentPort;
const { file, program, programOptions } = workerData as WorkerBirth;

function post(message: FromWorker): void {
  port.postMessage(message);
}

function postOutcomes({ answers, failures, notice }: Outcomes): void {
  const wireFailures = failures.map(([place, error]) => [place, toWireError(error)] as const);
  try {
    post({ kind: 'outcomes', answers, failures: wireFailures, notice });
  } catch (error) {
    // An answer that cannot travel is a fault of the program; its callers must hear of it all the same.
    const wire = toWireError(error);
    const none = answers.map(() => undefined);
    post({ kind: 'outcomes', answers: none, failures: none.map((_, place) => [place, wire]), notice: undefined });
  }
}

try {
  const openFile = new OpenFile(file, await loadProgram(program, programOptions));
  let ending = false;
  let waiting: unknown[] = [];

  const accept = (message: ToWorker): void => {
    if ('end' in message) ending = true;
    else if (waiting.length === 0) waiting = [...message.requests];
    else waiting.push(...message.requests);
  };

  // Takes in all that arrived while the last commit ran, so that it shares the next one.
  const drain = (): void => {
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
      accept(next.message as ToWorker);
    }
  };

  port.on('message', (message: ToWorker) => {
    accept(message);
    drain();
    while (waiting.length > 0) {
      openFile.run(waiting.splice(0, MAX_REQUESTS_PER_COMMIT), postOutcomes);
      drain();
    }
    if (!ending) return;
    openFile.close();
    port.close();
  });
  post({ kind: 'ready' });
} catch (error) {
  post({ kind: 'not-opened', error: toWireError(infrastructureFault(error) ?? error) });
}
