import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { FaultPlan, waitOut } from '../fault-plan.ts';
import { Newest } from '../newest.ts';
import { ProviderServer } from '../provider-server.ts';
import { checkVapid, type VapidClaims } from './check-vapid.ts';
import { browserKeys, decryptPush, type BrowserKeys } from './decrypt-push.ts';
import { PUSH_ERRORS, type PushErrorName } from './push-errors.ts';

/** Pushes and refusals that are remembered, the newest of each. */
const MAX_KEPT = 1_000;
/** RFC 8030, 7.2: what every service takes. */
const MAX_BODY_BYTES = 4_096;
const MAX_TOPIC = /^[\w-]{1,32}$/;

/** What `PushManager.subscribe` gives a page. */
export interface SimulatedSubscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** A push that was taken, read with the browser's keys. */
export interface AcceptedPush {
  readonly endpoint: string;
  /** Parsed JSON; undefined: a push without content. */
  readonly payload: unknown;
  readonly ttl: number;
  readonly urgency: string | undefined;
  readonly topic: string | undefined;
  readonly vapid: VapidClaims;
}

/** A push service and the browsers that are subscribed with it. */
export interface PushSimulator {
  /** http://127.0.0.1:port */
  readonly url: string;
  readonly faults: FaultPlan<PushErrorName>;
  /** As a browser does for a page that gave this key (base64url). */
  subscribe(applicationServerKey: string): SimulatedSubscription;
  /** The browser does not listen there any more: 410 from now on. */
  unsubscribe(endpoint: string): void;
  /** Oldest first, the newest 1,000. */
  accepted(): readonly AcceptedPush[];
  /** Why calls were refused that no fault was planned for: a sender's own mistakes. */
  refused(): readonly string[];
  /** Calls so far, whatever became of them. */
  readonly calls: number;
  goDown(): Promise<void>;
  comeUp(): Promise<void>;
  /** Drops what is open, releases the port. Repeatable. */
  close(): Promise<void>;
}

interface Subscribed {
  readonly keys: BrowserKeys;
  readonly applicationServerKey: string;
}

/** Takes pushes as RFC 8030, 8188, 8291 and 8292 have them, and checks all of it. */
export async function createPushSimulator(): Promise<PushSimulator> {
  const closing = new AbortController();
  const faults = new FaultPlan<PushErrorName>();
  const subscribed = new Map<string, Subscribed>();
  const gone = new Set<string>();
  const accepted = new Newest<AcceptedPush>(MAX_KEPT);
  const refused = new Newest<string>(MAX_KEPT);
  let calls = 0;

  async function take(request: IncomingMessage, path: string): Promise<PushErrorName | AcceptedPush> {
    const body = await bodyOf(request);
    if (body === undefined) return 'too-large';
    if (request.method !== 'POST') return mistake('malformed', 'not a POST');
    if (gone.has(path)) return 'gone';
    const subscription = subscribed.get(path);
    if (subscription === undefined) return 'not-found';
    const { ttl, urgency, topic, 'content-encoding': encoding } = request.headers;
    const vapid = await checkVapid(request.headers.authorization, server.url).catch((error: unknown) => String(error));
    if (typeof vapid === 'string') return mistake('not-authenticated', vapid);
    if (vapid.publicKey !== subscription.applicationServerKey)
      return mistake('wrong-key', 'subscribed with another key');
    if (typeof ttl !== 'string' || !/^\d+$/.test(ttl)) return mistake('malformed', 'no TTL');
    if (topic !== undefined && !MAX_TOPIC.test(String(topic))) return mistake('malformed', 'a bad Topic');
    if (body.length > 0 && encoding !== 'aes128gcm') return mistake('malformed', 'another content encoding');
    try {
      const text = body.length === 0 ? undefined : decryptPush(body, subscription.keys).toString('utf8');
      return {
        endpoint: `${server.url}${path}`,
        payload: text === undefined ? undefined : (JSON.parse(text) as unknown),
        ttl: Number(ttl),
        urgency: urgency?.toString(),
        topic: topic?.toString(),
        vapid,
      };
    } catch (error) {
      return mistake('malformed', `not readable: ${String(error)}`);
    }
  }

  function mistake(row: PushErrorName, why: string): PushErrorName {
    refused.add(why);
    return row;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    calls += 1;
    const fault = faults.take();
    if (fault?.kind === 'drop-request') return void request.socket.destroy();
    const taken = fault?.kind === 'error' ? fault.row : await take(request, request.url ?? '');
    if (typeof taken !== 'string') accepted.add(taken);
    if (fault?.kind === 'drop-answer') return void request.socket.destroy();
    if (fault?.kind === 'hang') return undefined;
    if (fault?.kind === 'slow') await waitOut(fault.delayMs, closing.signal);
    const { status, headers }: { status: number; headers?: Readonly<Record<string, string>> } =
      typeof taken === 'string' ? PUSH_ERRORS[taken] : { status: 201, headers: { location: '/message' } };
    response.writeHead(status, headers).end();
  }

  const server = new ProviderServer((request, response) => {
    answer(request, response).catch(() => request.socket.destroy());
  }, 0);
  await server.comeUp();

  return {
    get url() {
      return server.url;
    },
    get calls() {
      return calls;
    },
    faults,
    subscribe(applicationServerKey) {
      const path = `/push/${randomBytes(16).toString('base64url')}`;
      const keys = browserKeys(randomBytes);
      subscribed.set(path, { keys, applicationServerKey });
      return {
        endpoint: `${server.url}${path}`,
        keys: { p256dh: keys.pair.getPublicKey('base64url'), auth: keys.auth.toString('base64url') },
      };
    },
    unsubscribe: (endpoint) => void gone.add(new URL(endpoint).pathname),
    accepted: () => accepted.list(),
    refused: () => refused.list(),
    goDown: () => server.goDown(),
    comeUp: () => server.comeUp(),
    async close() {
      closing.abort();
      await server.goDown();
    },
  };
}

/** Undefined: larger than is taken. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks);
}
