import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inheritedEnvironment } from '../config.ts';
import { until } from '../until.ts';
import type { GuardedFolder } from './guarded-folder.ts';

/** The server's number is written by itself before it becomes the server: there is no moment when the guard misses it. */
const LAUNCH = 'echo $$ > "$1" || exit 1; shift; exec "$@"';
const STOP_WITHIN_MS = 20_000;
const LOG_TAIL_LINES = 8;

export interface ServerCommand {
  /** Name of its number and log in the folder. */
  readonly name: string;
  /** Must name the guarded folder in its arguments, by which the guard knows it. */
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** True once it serves; asked again and again. A throw counts as not yet. */
  readonly serves: () => Promise<boolean>;
  readonly startWithinMs: number;
}

/** Thrown when a server ends while it starts, or does not serve in time; the message ends with the end of its log. */
export class ServerStartError extends Error {
  readonly code = 'server-start';
  readonly retryable = true;
}

/** A server process on a guarded folder, to be started, killed and started again. */
export class ServerProcess {
  readonly #folder: GuardedFolder;
  readonly #command: ServerCommand;
  #child: ChildProcess | undefined;

  constructor(folder: GuardedFolder, command: ServerCommand) {
    this.#folder = folder;
    this.#command = command;
  }

  get running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Starts it and waits until it serves. Throws `ServerStartError`. */
  async start(): Promise<void> {
    const { name, command, env, serves, startWithinMs } = this.#command;
    const log = await open(this.#logFile, 'a');
    const child = spawn('sh', ['-c', LAUNCH, 'sh', this.#pidFile, ...command], {
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
      env: inheritedEnvironment(env),
    });
    this.#child = child;
    // Its number may soon be somebody else's.
    child.once('exit', () => rmSync(this.#pidFile, { force: true }));
    await once(child, 'spawn');
    await log.close();
    child.unref();
    const served = await until(async () => !this.running || (await serves()), name, startWithinMs).then(
      () => this.running,
      () => false,
    );
    if (served) return;
    const fault = this.running ? `did not serve within ${startWithinMs} ms` : 'ended while starting';
    await this.kill();
    throw new ServerStartError(`${name} ${fault}: ${await this.#logTail()}`);
  }

  /** SIGKILL; resolves once it is gone. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** SIGTERM, and SIGKILL if it has not gone in 20 s. */
  async stop(): Promise<void> {
    const patience = new AbortController();
    void wait(STOP_WITHIN_MS, undefined, { signal: patience.signal, ref: false }).then(
      () => this.#child?.kill('SIGKILL'),
      () => undefined,
    );
    await this.#end('SIGTERM');
    patience.abort();
  }

  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || !this.running) return;
    child.ref();
    const exited = once(child, 'exit');
    child.kill(signal);
    // A paused one would hear it only later.
    child.kill('SIGCONT');
    await exited;
  }

  async #logTail(): Promise<string> {
    const text = await readFile(this.#logFile, 'utf8').catch(() => '');
    return text.trim().split('\n').slice(-LOG_TAIL_LINES).join(' | ') || 'its log is empty';
  }

  get #pidFile(): string {
    return join(this.#folder.path, `${this.#command.name}.pid`);
  }

  get #logFile(): string {
    return join(this.#folder.path, `${this.#command.name}.log`);
  }
}
