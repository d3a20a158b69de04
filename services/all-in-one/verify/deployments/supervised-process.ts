import type { ServiceProcess as LaunchedProcess } from '../../tests/cluster/service-process.ts';
import type { ServiceProcess } from './deployment.ts';

const LOOK_EVERY_MS = 500;
/** One that ends before it is ready so often in a row is beyond help. */
const MOST_STARTS = 3;

/** A process that is started again when it ends by itself, as an orchestrator does; not while a fault keeps it down. */
export class SupervisedProcess implements ServiceProcess {
  readonly #process: LaunchedProcess;
  #timer: NodeJS.Timeout | undefined;
  /** How often it ended by itself. */
  startedAgain = 0;

  constructor(process: LaunchedProcess) {
    this.#process = process;
  }

  get name(): string {
    return this.#process.name;
  }
  get service(): string {
    return this.#process.service;
  }
  get pid(): number | undefined {
    return this.#process.pid;
  }

  async start(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const exitCode = await this.#process.start();
      if (exitCode === undefined) break;
      if (attempt === MOST_STARTS) throw new Error(`${this.name} ended with ${exitCode}: ${this.#lastWords}`);
      this.startedAgain += 1;
    }
    this.#timer = setInterval(() => {
      if (this.pid !== undefined) return;
      this.startedAgain += 1;
      this.#process.launch();
    }, LOOK_EVERY_MS);
  }

  async kill(): Promise<void> {
    this.leave();
    await this.#process.kill();
  }

  async stop(): Promise<void> {
    this.leave();
    const code = await this.#process.stop();
    if (code !== undefined && code !== 0) throw new Error(`${this.name} stopped with ${code}: ${this.#lastWords}`);
  }

  pause(): void {
    this.#process.pause();
  }
  resume(): void {
    this.#process.resume();
  }

  /** Limits of the kernel and wrong clocks are faults of the one process alone. */
  launchThrough(): void {}

  /** No longer starts it again. */
  leave(): void {
    clearInterval(this.#timer);
  }

  get #lastWords(): string {
    return this.#process.output.slice(-2000);
  }
}
