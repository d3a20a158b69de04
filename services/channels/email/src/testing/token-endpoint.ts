import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Answer {
  readonly status?: number;
  readonly body: unknown;
}

/** An OAuth2 token endpoint on loopback that answers as it is told. */
export class TokenEndpoint implements AsyncDisposable {
  /** Forms that were posted, in order. */
  readonly asked: Readonly<Record<string, string>>[] = [];
  answer: (form: Readonly<Record<string, string>>) => Answer;
  readonly #server: Server;

  private constructor(answer: TokenEndpoint['answer'], server: Server) {
    this.answer = answer;
    this.#server = server;
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
        this.asked.push(form);
        const { status = 200, body } = this.answer(form);
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      });
    });
  }

  static async open(answer: TokenEndpoint['answer']): Promise<TokenEndpoint> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TokenEndpoint(answer, server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/token`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
