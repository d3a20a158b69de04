import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LIMITS } from '../limits.ts';
import type { ParseAnswer } from './parse-worker.ts';
import type { MailToParse, ParsedMail } from './parsed-mail.ts';

/** Thrown when a mail could not be taken apart: it killed the parser, took too long, or is no mail at all. */
export class UnreadableMailError extends Error {
  readonly code = 'unreadable-mail';
  readonly retryable = false;
}

/** Thrown when too many mails wait to be taken apart. */
export class ParsersBusyError extends Error {
  readonly code = 'parsers-busy';
  readonly retryable = true;
}

interface Job {
  readonly mail: MailToParse;
  readonly resolve: (parsed: ParsedMail) => void;
  readonly reject: (error: Error) => void;
}

export interface MailParsersOptions {
  /** Default: the worker beside this file. */
  readonly script?: URL;
  readonly parseMs?: number;
}

/** Worker threads that take mails apart, each under a limit of time and memory; started when needed, ended when idle. */
export class MailParsers {
  readonly #script: URL;
  readonly #parseMs: number;
  readonly #waiting: Job[] = [];
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();
  readonly #restTimers = new Map<Worker, NodeJS.Timeout>();
  #stopped = false;

  constructor(options: MailParsersOptions = {}) {
    this.#script = options.script ?? new URL('./parse-worker.ts', import.meta.url);
    this.#parseMs = options.parseMs ?? LIMITS.parseMs;
  }

  /** Throws `UnreadableMailError` or `ParsersBusyError`. */
  parse(mail: MailToParse): Promise<ParsedMail> {
    if (this.#stopped || this.#waiting.length >= LIMITS.mailsWaiting) {
      return Promise.reject(new ParsersBusyError('too many mails wait to be read'));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ mail, resolve, reject });
      this.#next();
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const job of this.#waiting.splice(0)) job.reject(new ParsersBusyError('stopping'));
    await Promise.all([...this.#all].map((worker) => this.#end(worker)));
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const worker = this.#idle.pop() ?? (this.#all.size < LIMITS.parsers ? this.#start() : undefined);
    if (worker === undefined) return;
    const job = this.#waiting.shift();
    if (job !== undefined) this.#run(worker, job);
  }

  #start(): Worker {
    const worker = new Worker(this.#script, {
      resourceLimits: { maxOldGenerationSizeMb: LIMITS.parserMemoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      env: environment(),
      // Its warnings would quote what it reads.
      stdout: true,
      stderr: true,
    });
    worker.on('error', () => {});
    worker.on('exit', () => this.#forget(worker));
    this.#all.add(worker);
    return worker;
  }

  #run(worker: Worker, job: Job): void {
    clearTimeout(this.#restTimers.get(worker));
    worker.ref();
    const finish = (settle: () => void, broken: boolean) => {
      clearTimeout(timer);
      worker.off('message', onAnswer).off('error', onError).off('exit', onExit);
      settle();
      if (broken || this.#stopped) void this.#end(worker).then(() => this.#next());
      else this.#rest(worker);
    };
    const fail = (why: string) => finish(() => job.reject(new UnreadableMailError(why)), true);
    const timer = setTimeout(() => fail('it took too long'), this.#parseMs);
    const onAnswer = ({ parsed, failure }: ParseAnswer) => {
      if (parsed !== undefined) finish(() => job.resolve(parsed), false);
      else finish(() => job.reject(new UnreadableMailError(failure ?? 'it could not be read')), false);
    };
    const onError = () => fail('the parser ran out of memory or broke');
    const onExit = () => fail('the parser ended');
    worker.on('message', onAnswer).on('error', onError).on('exit', onExit);
    worker.postMessage(job.mail, []);
  }

  /** Idle parsers keep neither the process alive nor, for long, their memory. */
  #rest(worker: Worker): void {
    worker.unref();
    this.#idle.push(worker);
    const timer = setTimeout(() => void this.#end(worker), LIMITS.parserIdleMs);
    timer.unref();
    this.#restTimers.set(worker, timer);
    this.#next();
  }

  async #end(worker: Worker): Promise<void> {
    this.#forget(worker);
    await worker.terminate();
  }

  #forget(worker: Worker): void {
    clearTimeout(this.#restTimers.get(worker));
    this.#restTimers.delete(worker);
    this.#all.delete(worker);
    const place = this.#idle.indexOf(worker);
    if (place >= 0) this.#idle.splice(place, 1);
  }
}

/** No secrets where hostile input is read; only where compiled code is cached: a parser starts in half the time with it. */
export function environment(): Record<string, string> {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}
