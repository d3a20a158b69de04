import { waitFor } from '@onethread/testkit';
import WebSocket from 'ws';
import { SOCKET_PATH, type Act, type PlaygroundState, type ServerFrame } from '../wire/frames.ts';

type Outcome = Extract<ServerFrame, { type: 'done' | 'refused' }>;

/** A page without a browser: one socket, and what it was told. */
export class TestPage {
  readonly frames: ServerFrame[] = [];
  readonly socket: WebSocket;
  readonly closed: Promise<number>;
  #nextId = 1;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', (code) => resolve(code)));
    socket.on('message', (data: Buffer) => this.frames.push(JSON.parse(data.toString('utf8')) as ServerFrame));
    socket.on('error', () => undefined);
  }

  /** Resolves once the whole state has arrived; rejects with the status when it is refused. */
  static async open(url: string, origin: string = url): Promise<TestPage> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}${SOCKET_PATH}`, { origin });
    const refused = new Promise<never>((_, reject) => {
      socket.once('unexpected-response', (_request, response) => {
        response.resume();
        reject(new Error(`refused with ${response.statusCode}`));
      });
    });
    const page = new TestPage(socket);
    await Promise.race([page.next('state'), refused]);
    return page;
  }

  get state(): PlaygroundState {
    const frame = this.frames.find((one) => one.type === 'state');
    if (frame === undefined) throw new Error('no state yet');
    return frame.state;
  }

  async act(act: Act): Promise<Outcome> {
    const id = String(this.#nextId);
    this.#nextId += 1;
    this.socket.send(JSON.stringify({ type: 'act', id, act }));
    return await waitFor(() => this.frames.find((frame): frame is Outcome => isOutcome(frame) && frame.id === id), {
      describe: `the answer to ${act.kind}`,
    });
  }

  /** The first frame of a kind that fits, come or to come. */
  async next<Type extends ServerFrame['type']>(
    type: Type,
    matches: (frame: Extract<ServerFrame, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<ServerFrame, { type: Type }>> {
    const isWanted = (frame: ServerFrame): frame is Extract<ServerFrame, { type: Type }> =>
      frame.type === type && matches(frame as Extract<ServerFrame, { type: Type }>);
    return await waitFor(() => this.frames.find(isWanted), { describe: `a frame ${type}` });
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }
}

function isOutcome(frame: ServerFrame): frame is Outcome {
  return frame.type === 'done' || frame.type === 'refused';
}
