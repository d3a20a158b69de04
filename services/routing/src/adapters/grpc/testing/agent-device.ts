import { once } from 'node:events';
import { createAgentClient, fromGrpcError, type AgentClient, type Result, type RpcError } from '@onethread/rpc';
import type { WorkCommandInput, WorkEvent, WorkStream } from '@onethread/rpc';

type Chosen = Omit<WorkCommandInput, 'requestId'>;

/** One device of an agent in a test: keeps what it was told and waits for what it expects. */
export class AgentDevice {
  readonly events: WorkEvent[] = [];
  readonly stream: WorkStream;
  /** How the stream ended, where it ended with an error. */
  ended: RpcError | undefined;
  readonly #client: AgentClient;
  readonly #over: Promise<unknown>;
  #requests = 0;
  #wake = Promise.withResolvers<void>();

  constructor(address: string, token: string) {
    this.#client = createAgentClient({ address, token });
    this.stream = this.#client.work();
    this.stream.on('data', (event: WorkEvent) => {
      this.events.push(event);
      this.#tell();
    });
    this.stream.on('error', (error) => {
      this.ended = fromGrpcError(error);
      this.#tell();
    });
    this.#over = once(this.stream, 'close').then(
      () => this.#tell(),
      () => this.#tell(),
    );
  }

  /** Sends a command and waits for its result. */
  async ask(command: Chosen): Promise<Result> {
    const requestId = `q${(this.#requests += 1)}`;
    this.stream.write({ requestId, ...command });
    return await this.until(({ result }) => (result?.requestId === requestId ? result : undefined));
  }

  /** The first event, also of those that came before, from which `pick` makes something. */
  async until<T>(pick: (event: WorkEvent) => T | undefined): Promise<T> {
    for (let looked = 0; ; looked += 1) {
      while (looked >= this.events.length) {
        if (this.ended !== undefined) throw this.ended;
        await this.#wake.promise;
      }
      const picked = pick(this.events[looked] as WorkEvent);
      if (picked !== undefined) return picked;
    }
  }

  /** How the server ended the stream. */
  async untilEnded(): Promise<RpcError> {
    while (this.ended === undefined) await this.#wake.promise;
    return this.ended;
  }

  /** The device is switched off. */
  async leave(): Promise<void> {
    this.stream.end();
    this.stream.cancel();
    await this.#over;
    this.#client.close();
  }

  #tell(): void {
    this.#wake.resolve();
    this.#wake = Promise.withResolvers<void>();
  }
}
