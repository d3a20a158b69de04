import { Worker } from 'node:worker_threads';
import { LIMITS } from '../limits.ts';
import { environment } from '../parsing/mail-parsers.ts';
import { checkHeader } from './check-mail.ts';
import type { CheckAnswer, CheckOrder } from './check-worker.ts';
import { unchecked, type CheckSettings, type MailToCheck, type SenderCheck } from './sender-check.ts';

interface Waiting {
  readonly settle: (check: SenderCheck) => void;
  readonly timer: NodeJS.Timeout;
}

export interface MailCheckerOptions {
  readonly settings: CheckSettings;
  /** Default: the worker beside this file. */
  readonly script?: URL;
  /** Default: `LIMITS.checkMs`. */
  readonly checkMs?: number;
}

/**
 * Finds out who wrote mails: by the header where that is enough, else in a worker thread, started when needed, ended when
 * idle. A check never fails and never takes
 * longer than its bound: what is not known by then is `temperror`. Within the bound DNS has a shorter one, so whatever passes
 * it is stuck in a mail: the worker is ended, and with it the checks it had.
 */
export class MailChecker {
  readonly #options: MailCheckerOptions;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #restTimer: NodeJS.Timeout | undefined;
  #lastId = 0;
  #stopped = false;

  constructor(options: MailCheckerOptions) {
    this.#options = options;
  }

  /** Never rejects. */
  check(mail: MailToCheck): Promise<SenderCheck> {
    const known = checkHeader(mail, this.#options.settings);
    if (known !== undefined) return Promise.resolve(known);
    if (this.#stopped || this.#waiting.size >= LIMITS.checksAtOnce) return Promise.resolve(unchecked('temperror'));
    clearTimeout(this.#restTimer);
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    const id = (this.#lastId += 1);
    return new Promise((settle) => {
      const timer = setTimeout(() => void this.#end(worker), this.#options.checkMs ?? LIMITS.checkMs);
      this.#waiting.set(id, { settle, timer });
      const order: CheckOrder = { id, mail };
      worker.postMessage(order, []);
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#worker !== undefined) await this.#end(this.#worker);
  }

  #start(): Worker {
    const worker = new Worker(this.#options.script ?? new URL('./check-worker.ts', import.meta.url), {
      workerData: this.#options.settings,
      resourceLimits: { maxOldGenerationSizeMb: LIMITS.checkerMemoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      env: environment(),
      // Its warnings would quote what it reads.
      stdout: true,
      stderr: true,
    });
    worker.on('error', () => {});
    worker.on('exit', () => this.#gone(worker));
    worker.on('message', ({ id, check }: CheckAnswer) => this.#answered(id, check));
    return worker;
  }

  #answered(id: number, check: SenderCheck): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    clearTimeout(waiting.timer);
    waiting.settle(check);
    const worker = this.#worker;
    if (this.#waiting.size > 0 || worker === undefined) return;
    // Idle, it keeps neither the process alive nor, for long, its memory.
    worker.unref();
    this.#restTimer = setTimeout(() => void this.#end(worker), LIMITS.parserIdleMs).unref();
  }

  #gone(worker: Worker): void {
    if (this.#worker !== worker) return;
    clearTimeout(this.#restTimer);
    this.#worker = undefined;
    for (const { settle, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      settle(unchecked('temperror'));
    }
    this.#waiting.clear();
  }

  async #end(worker: Worker): Promise<void> {
    this.#gone(worker);
    await worker.terminate();
  }
}
