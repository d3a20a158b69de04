import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { waitFor } from '@onethread/testkit';
import { compileCache } from './compile-cache.ts';

const MAIN = join(import.meta.dirname, '../src/start.js');
const READY_WITHIN_MS = 60_000;
/** Output that is kept for a failed test's message. */
const MAX_OUTPUT = 1_000_000;

export interface Ports {
  readonly http: number;
  readonly grpc: number;
  readonly admin: number;
  readonly smtp: number;
}

/** Below the ports that systems give to outgoing connections, which would take those of a process that is down. */
const SERVER_PORTS = { from: 15_000, to: 32_000 };
const MOST_TRIES = 100;

/** Free loopback ports that stay free while a killed process is away, as far as chance goes. */
export async function freePorts(): Promise<Ports> {
  const [http, grpc, admin, smtp] = [await freePort(), await freePort(), await freePort(), await freePort()];
  return { http, grpc, admin, smtp };
}

async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const port = randomInt(SERVER_PORTS.from, SERVER_PORTS.to);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    server.close();
    if (isFree) return port;
  }
  throw new Error(`no free port in ${MOST_TRIES} tries`);
}

/** `npm start` as a child process, the way an operator runs it. */
export class OnethreadProcess {
  readonly ports: Ports;
  readonly dataFolder: string;
  readonly #env: Readonly<Record<string, string>>;
  /** Put before the command, such as a shell that sets limits; may be changed between two starts. */
  launcher: readonly string[] = [];
  /** The file that is run; another one composes the same services in another way. */
  readonly #main: string;
  #child: ChildProcess | undefined;
  #output = '';

  constructor(dataFolder: string, ports: Ports, env: Readonly<Record<string, string>> = {}, main = MAIN) {
    this.#main = main;
    this.dataFolder = dataFolder;
    this.ports = ports;
    this.#env = {
      DATA_DIR: dataFolder,
      PORT: String(ports.http),
      GRPC_PORT: String(ports.grpc),
      ADMIN_PORT: String(ports.admin),
      EMAIL_SMTP_PORT: String(ports.smtp),
      LOG_LEVEL: 'warn',
      ...compileCache(),
      ...env,
    };
  }

  get url(): string {
    return `http://127.0.0.1:${this.ports.http}`;
  }
  get grpcAddress(): string {
    return `127.0.0.1:${this.ports.grpc}`;
  }
  /** What it said, newest last. */
  get output(): string {
    return this.#output;
  }

  /** Starts; resolves with the exit code if it ends by itself, or `undefined` once it is ready. */
  async start(): Promise<number | undefined> {
    // What a killed process left behind would look like readiness.
    if (existsSync(this.#runningFile)) rmSync(this.#runningFile);
    const words = [...this.launcher, process.execPath, this.#main];
    const child = spawn(words[0] ?? '', words.slice(1), {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const keep = (chunk: Buffer): void =>
      void (this.#output = (this.#output + chunk.toString('utf8')).slice(-MAX_OUTPUT));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    await waitFor(() => child.exitCode !== null || child.signalCode !== null || existsSync(this.#runningFile), {
      describe: 'Onethread to be ready',
      withinMs: READY_WITHIN_MS,
    }).catch((error: unknown) => {
      throw new Error(`${(error as Error).message}\n${this.#output}`);
    });
    return child.exitCode ?? undefined;
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** SIGTERM, as Kubernetes or an operator ends it; resolves with the exit code. */
  async stop(): Promise<number | undefined> {
    return await this.#end('SIGTERM');
  }

  /** SIGSTOP: it stands still with every connection open, as on a frozen machine. */
  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  /** While it runs, or stands still. */
  get pid(): number | undefined {
    const child = this.#child;
    return child === undefined || child.exitCode !== null || child.signalCode !== null ? undefined : child.pid;
  }

  async #end(signal: NodeJS.Signals): Promise<number | undefined> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null)
      return child?.exitCode ?? undefined;
    const ended = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    const [code] = await ended;
    return code ?? undefined;
  }

  get #runningFile(): string {
    return join(this.dataFolder, 'running.json');
  }
}
