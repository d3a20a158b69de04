import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { waitFor } from '@onethread/testkit';
import { compileCache } from '../compile-cache.ts';
import type { Ports } from '../onethread-process.ts';
import { isReady } from './is-ready.ts';

const ROOT = join(import.meta.dirname, '../../../..');
/** Several processes start at once on machines that may be slow and full. */
const READY_WITHIN_MS = 180_000;
/** Output that is kept for a failed test's message. */
const MAX_OUTPUT = 1_000_000;

/** Where each service's `main.ts` lies. */
const FOLDERS = {
  routing: 'routing',
  'agent-desk': 'agent-desk',
  playground: 'playground',
  'channel-in-app': 'channels/in-app',
  'channel-messenger': 'channels/messenger',
  'channel-email': 'channels/email',
  'channel-sms': 'channels/sms',
  'channel-whatsapp': 'channels/whatsapp',
  'channel-instagram': 'channels/instagram',
  'channel-telegram': 'channels/telegram',
} as const;

export type ServiceName = keyof typeof FOLDERS;

type Variables = Readonly<Record<string, string>>;

/** One service as a process of its own, the way a container runs it. Its ports stay the same over kill and start. */
export class ServiceProcess {
  readonly service: ServiceName;
  /** `routing-1`: the service and which of its replicas. */
  readonly name: string;
  readonly ports: Ports;
  /** May be changed between two starts. */
  env: Variables;
  #child: ChildProcess | undefined;
  #output = '';

  constructor(service: ServiceName, replica: number, ports: Ports, env: Variables = {}) {
    this.service = service;
    this.name = `${service}-${replica}`;
    this.ports = ports;
    this.env = env;
  }

  get url(): string {
    return `http://127.0.0.1:${this.ports.http}`;
  }
  get adminUrl(): string {
    return `http://127.0.0.1:${this.ports.admin}`;
  }
  /** What it said, of all its lives, newest last. */
  get output(): string {
    return this.#output;
  }
  /** While it runs, or stands still. */
  get pid(): number | undefined {
    return this.#isOver ? undefined : this.#child?.pid;
  }

  /** Starts; resolves with the exit code if it ends by itself, or `undefined` once it is ready. */
  async start(): Promise<number | undefined> {
    this.launch();
    await waitFor(async () => this.#isOver || (await isReady(this.ports.admin)), {
      describe: `${this.name} to be ready`,
      withinMs: READY_WITHIN_MS,
      everyMs: 50,
    }).catch(async (error: unknown) => {
      const words = await (await fetch(`${this.adminUrl}/readyz`).catch(() => undefined))?.text();
      throw new Error(`${(error as Error).message}; /readyz: ${words ?? 'no answer'}\n${this.#output}`);
    });
    return this.#child?.exitCode ?? undefined;
  }

  /** Starts it without waiting for anything. */
  launch(): void {
    if (!this.#isOver) throw new Error(`${this.name} runs already`);
    const child = spawn(process.execPath, [join(ROOT, 'services', FOLDERS[this.service], 'src/main.ts')], {
      env: {
        HOST: '127.0.0.1',
        PORT: String(this.ports.http),
        GRPC_PORT: String(this.ports.grpc),
        ADMIN_PORT: String(this.ports.admin),
        EMAIL_SMTP_PORT: String(this.ports.smtp),
        LOG_LEVEL: 'warn',
        ...compileCache(),
        ...this.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const keep = (chunk: Buffer): void =>
      void (this.#output = (this.#output + chunk.toString('utf8')).slice(-MAX_OUTPUT));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
  }

  /** SIGKILL: no handler runs, nothing is flushed. Resolves once it is gone. */
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

  /** SIGCONT. */
  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  get #isOver(): boolean {
    const child = this.#child;
    return child === undefined || child.exitCode !== null || child.signalCode !== null;
  }

  async #end(signal: NodeJS.Signals): Promise<number | undefined> {
    const child = this.#child;
    if (child === undefined || this.#isOver) return child?.exitCode ?? undefined;
    const ended = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    // One that stands still takes no other signal.
    child.kill('SIGCONT');
    const [code] = await ended;
    return code ?? undefined;
  }
}
