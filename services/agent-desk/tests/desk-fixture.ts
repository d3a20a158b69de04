import { createLogger, createHttpServer, createRegistry } from '@onethread/runtime';
import type { HttpServer, Registry } from '@onethread/runtime';
import { openFileBlobStore } from '@onethread/blobs';
import type { BlobStore } from '@onethread/blobs';
import { openSqliteDocumentStore } from '@onethread/documents';
import type { DocumentStore } from '@onethread/documents';
// oxlint-disable-next-line no-restricted-imports -- a test starts what it tests
import { createAgentDeskService } from '../src/index.ts';
import { tempFolder } from '@onethread/testkit';
import { REQUEST_HEADER } from '../wire/api.ts';
import { ScriptedRouting } from './scripted-routing.ts';

export const PASSWORD = 'seven violet umbrellas';
/** Next to nothing: most tests need somebody signed in, none that it is dear. */
const PASSWORD_COST = 2 ** 4;
const TOKEN_SECRET = 'token-secret-of-at-least-32-bytes!';

/** A desk with a real store, real HTTP and a scripted routing. */
export interface DeskFixture extends AsyncDisposable {
  readonly url: string;
  readonly routing: ScriptedRouting;
  readonly lines: string[];
  readonly metrics: Registry;
  readonly blobs: BlobStore;
  readonly documents: DocumentStore;
  /** A fetch with the desk's own header and origin, and a cookie if given. */
  call(path: string, options?: CallOptions): Promise<Response>;
  /** Invites an agent, chooses the password, and gives the session's cookie. */
  signUp(agentId: string): Promise<string>;
  /** Another start of the service over the same store; the first one must not serve any more. */
  restart(): Promise<void>;
}

export interface CallOptions {
  readonly method?: string;
  readonly cookie?: string;
  readonly json?: unknown;
  readonly body?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function startDesk(options: { readonly publicUrl?: string } = {}): Promise<DeskFixture> {
  const folder = await tempFolder('onethread-desk-');
  const logger = createLogger({ service: 'test', level: 'silent' });
  const routing = new ScriptedRouting(TOKEN_SECRET);
  await routing.start();
  const documents = await openSqliteDocumentStore({ file: ':memory:' });
  const blobs = await openFileBlobStore({ folder: folder.path });
  const metrics = createRegistry();
  const lines: string[] = [];
  // Pauses and sessions last by this clock, which stands still: a slow machine ends none of them.
  const startedAt = Date.now();
  const startService = async (): Promise<{ http: HttpServer; stop: () => Promise<void> }> => {
    const http = createHttpServer({ host: '127.0.0.1', port: 0, logger });
    await http.start();
    const service = createAgentDeskService({
      http,
      documents,
      blobs,
      routingAddress: routing.address,
      tokenSecret: TOKEN_SECRET,
      cookieSecret: 'cookie-secret',
      publicUrl: options.publicUrl ?? '',
      logger,
      metrics,
      addHealthCheck: () => {},
      printLine: (line) => lines.push(line),
      now: () => startedAt,
      passwordCost: PASSWORD_COST,
    });
    await service.start();
    const stop = async () => {
      await service.stop();
      await http.stop();
    };
    return { http, stop };
  };
  let running = await startService();
  const fixture: DeskFixture = {
    get url() {
      return running.http.publicUrl;
    },
    routing,
    lines,
    metrics,
    blobs,
    documents,
    call: (path, { method = 'GET', cookie, json, body, headers = {} } = {}) =>
      fetch(`${running.http.publicUrl}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          [REQUEST_HEADER]: '1',
          origin: running.http.publicUrl,
          ...(cookie === undefined ? {} : { cookie }),
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(json === undefined && body === undefined
          ? {}
          : { body: json === undefined ? new Uint8Array(body ?? []) : JSON.stringify(json) }),
      }),
    async signUp(agentId) {
      const token = await routing.invite(agentId);
      const answer = await fixture.call('/desk/v1/invites/accept', {
        method: 'POST',
        json: { token, password: PASSWORD },
      });
      if (answer.status !== 200) throw new Error(`signing up failed: ${await answer.text()}`);
      return cookieOf(answer);
    },
    async restart() {
      await running.stop();
      running = await startService();
    },
    async [Symbol.asyncDispose]() {
      await running.stop();
      await routing.stop();
      await documents.close();
      await blobs.close();
      await folder.remove();
    },
  };
  return fixture;
}

/** The cookie that an answer sets, as a browser would send it. */
export function cookieOf(answer: Response): string {
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
