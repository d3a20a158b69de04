import {
  REST_PATH,
  type AppSettings,
  type Confirmation,
  type ConfirmationResult,
  type Credentials,
  type FeedMessage,
  type FeedPart,
  type LinkCode,
  type QuietHours,
  type ReachableChannel,
  type ToldProfile,
  type VisitorCredentials,
} from '../protocol.ts';
import { RestError, restErrorOf } from './rest-error.ts';
import { sendFile } from './send-file.ts';

export interface OlderPage {
  readonly items: readonly FeedMessage[];
  readonly older?: string;
}

/** A browser's subscription to push, as its `toJSON` gives it, and when it shall be still. */
export interface PushTarget {
  readonly endpoint?: string;
  readonly keys?: Record<string, string>;
  readonly quietHours?: QuietHours;
}

/** The calls of `/in-app/v1`; each rejects with a `RestError`. */
export interface RestClient {
  /** What the operator chose for the app; texts in `language` (BCP 47) where there are some. */
  settings(language: string): Promise<AppSettings>;
  issueVisitor(): Promise<VisitorCredentials>;
  /** What the person says of themselves; what is named replaces what was said of it before. */
  tellProfile(credentials: Credentials, profile: ToldProfile): Promise<void>;
  /** Channels on which the person can go on. */
  reachable(credentials: Credentials): Promise<readonly ReachableChannel[]>;
  issueLinkCode(credentials: Credentials): Promise<LinkCode>;
  startConfirmation(credentials: Credentials, channel: string, address: string): Promise<Confirmation>;
  confirm(credentials: Credentials, confirmationId: string, code: string): Promise<ConfirmationResult>;
  /** Answers that are not read here follow to there; absent: nowhere. */
  letAnswersFollow(credentials: Credentials, to?: { channel: string; account: string }): Promise<void>;
  /** With which a browser subscribes to push. */
  pushKey(credentials: Credentials): Promise<string>;
  putPush(credentials: Credentials, target: PushTarget): Promise<void>;
  removePush(credentials: Credentials, endpoint: string): Promise<void>;
  /** Without `before`: the newest page. */
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

/** `serverUrl` without a trailing slash; `app` undefined: the server's first. */
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
    if (!response.ok) throw restErrorOf(response.status, answer);
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
    settings: (language) =>
      call('GET', `${app === undefined ? '' : `/apps/${encodeURIComponent(app)}`}/settings?language=${language}`, {}),
    tellProfile: (credentials, profile) => send('PUT', credentials, '/profile', profile),
    async reachable(credentials) {
      return (await get<{ channels: readonly ReachableChannel[] }>(credentials, '/reachable')).channels;
    },
    issueLinkCode: (credentials) => post(credentials, '/link-codes', {}),
    startConfirmation: (credentials, channel, address) => post(credentials, '/confirmations', { channel, address }),
    confirm: (credentials, confirmationId, code) =>
      post(credentials, `/confirmations/${encodeURIComponent(confirmationId)}`, { code }),
    letAnswersFollow: (credentials, to) => send('PUT', credentials, '/answers-follow', to ?? {}),
    pushKey: async (credentials) => (await get<{ publicKey: string }>(credentials, '/push')).publicKey,
    putPush: (credentials, target) => send('PUT', credentials, '/push-subscriptions', target),
    removePush: (credentials, endpoint) => send('DELETE', credentials, '/push-subscriptions', { endpoint }),
    async issueVisitor() {
      const { visitor } = await call<{ visitor: VisitorCredentials }>('POST', '/session', {});
      return visitor;
    },
    older: (credentials, before) =>
      get(credentials, `/messages${before === undefined ? '' : `?before=${encodeURIComponent(before)}`}`),
    createUpload: (credentials, { name, size, type }) => post(credentials, '/uploads', { name, size, type }),
    fillUpload: (credentials, url, file, progress, signal) =>
      sendFile({
        url: `${serverUrl}${url}`,
        headers: {
          ...appHeader,
          authorization: authorization(credentials),
          'content-type': 'application/octet-stream',
        },
        file,
        progress,
        signal,
      }),
  };
}

function authorization(credentials: Credentials): string {
  return 'token' in credentials
    ? `Bearer ${credentials.token}`
    : `Visitor ${credentials.visitor.id}.${credentials.visitor.secret}`;
}
