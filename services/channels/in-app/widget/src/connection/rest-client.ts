import {
  REST_PATH,
  type Confirmation,
  type ConfirmationResult,
  type Credentials,
  type FeedMessage,
  type FeedPart,
  type LinkCode,
  type ReachableChannel,
  type VisitorCredentials,
} from '../protocol.ts';

/** Thrown for every answer but 2xx: the server's own words. `status` 0: it could not be reached. */
export class RestError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export interface OlderPage {
  readonly items: readonly FeedMessage[];
  readonly older?: string;
}

export interface RestClient {
  issueVisitor(): Promise<VisitorCredentials>;
  /** Channels on which the person can go on. */
  reachable(credentials: Credentials): Promise<readonly ReachableChannel[]>;
  issueLinkCode(credentials: Credentials): Promise<LinkCode>;
  startConfirmation(credentials: Credentials, channel: string, address: string): Promise<Confirmation>;
  confirm(credentials: Credentials, confirmationId: string, code: string): Promise<ConfirmationResult>;
  /** Answers that are not read here follow to there; absent: nowhere. */
  letAnswersFollow(credentials: Credentials, to?: { channel: string; account: string }): Promise<void>;
  /** With which a browser subscribes to push. */
  pushKey(credentials: Credentials): Promise<string>;
  putPush(credentials: Credentials, subscription: PushSubscriptionJSON): Promise<void>;
  removePush(credentials: Credentials, endpoint: string): Promise<void>;
  older(credentials: Credentials, before: string | undefined): Promise<OlderPage>;
  createUpload(credentials: Credentials, file: File): Promise<{ readonly id: string; readonly url: string }>;
  /** Sends the bytes; `progress` is called with 0 to 1. */
  fillUpload(
    credentials: Credentials,
    url: string,
    file: File,
    progress: (done: number) => void,
    signal: AbortSignal,
  ): Promise<FeedPart>;
}

export function createRestClient(serverUrl: string, app: string | undefined): RestClient {
  const appHeader: Record<string, string> = app === undefined ? {} : { 'x-app': app };

  async function call<Answer>(method: string, path: string, headers: Record<string, string>, body?: string) {
    const init = { method, headers: { ...appHeader, ...headers }, credentials: 'omit' as const };
    const response = await fetch(
      `${serverUrl}${REST_PATH}${path}`,
      body === undefined ? init : { ...init, body },
    ).catch(() => {
      throw new RestError(0, 'unreachable', '');
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw errorOf(response.status, answer);
    return answer as Answer;
  }

  const send = <Answer>(method: string, credentials: Credentials, path: string, body: object) =>
    call<Answer>(
      method,
      path,
      { authorization: authorization(credentials), 'content-type': 'application/json' },
      JSON.stringify(body),
    );
  const post = <Answer>(credentials: Credentials, path: string, body: object) =>
    send<Answer>('POST', credentials, path, body);
  const get = <Answer>(credentials: Credentials, path: string) =>
    call<Answer>('GET', path, { authorization: authorization(credentials) });

  return {
    async reachable(credentials) {
      return (await get<{ channels: readonly ReachableChannel[] }>(credentials, '/reachable')).channels;
    },
    issueLinkCode: (credentials) => post(credentials, '/link-codes', {}),
    startConfirmation: (credentials, channel, address) => post(credentials, '/confirmations', { channel, address }),
    confirm: (credentials, confirmationId, code) =>
      post(credentials, `/confirmations/${encodeURIComponent(confirmationId)}`, { code }),
    letAnswersFollow: (credentials, to) => send('PUT', credentials, '/answers-follow', to ?? {}),
    pushKey: async (credentials) => (await get<{ publicKey: string }>(credentials, '/push')).publicKey,
    putPush: (credentials, subscription) => send('PUT', credentials, '/push-subscriptions', subscription),
    removePush: (credentials, endpoint) => send('DELETE', credentials, '/push-subscriptions', { endpoint }),
    async issueVisitor() {
      const { visitor } = await call<{ visitor: VisitorCredentials }>('POST', '/session', {});
      return visitor;
    },
    older: (credentials, before) =>
      get(credentials, `/messages${before === undefined ? '' : `?before=${encodeURIComponent(before)}`}`),
    createUpload: (credentials, { name, size, type }) => post(credentials, '/uploads', { name, size, type }),
    // fetch tells nothing of how far an upload is.
    fillUpload: (credentials, url, file, progress, signal) =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open('PUT', `${serverUrl}${url}`);
        for (const [name, value] of Object.entries(appHeader)) request.setRequestHeader(name, value);
        request.setRequestHeader('authorization', authorization(credentials));
        request.setRequestHeader('content-type', 'application/octet-stream');
        request.responseType = 'json';
        request.upload.addEventListener('progress', ({ loaded, total }) => progress(total === 0 ? 1 : loaded / total));
        request.addEventListener('load', () => {
          const answer = request.response as { part?: FeedPart } | null;
          if (request.status === 200 && answer?.part !== undefined) resolve(answer.part);
          else reject(errorOf(request.status, answer));
        });
        request.addEventListener('error', () => reject(new RestError(0, 'unreachable', '')));
        request.addEventListener('abort', () => reject(new RestError(0, 'aborted', '')));
        signal.addEventListener('abort', () => request.abort());
        request.send(file);
      }),
  };
}

function authorization(credentials: Credentials): string {
  return 'token' in credentials
    ? `Bearer ${credentials.token}`
    : `Visitor ${credentials.visitor.id}.${credentials.visitor.secret}`;
}

function errorOf(status: number, answer: unknown): RestError {
  const { code = 'failed', message = '' } =
    (answer as { error?: { code?: string; message?: string } } | null)?.error ?? {};
  return new RestError(status, code, message);
}
