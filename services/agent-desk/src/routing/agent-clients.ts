import {
  createAdminClient,
  createAgentClient,
  createAssignmentClient,
  createHistoryClient,
  createIdentityClient,
  createSettingsClient,
  signToken,
} from '@onethread/rpc';
import type {
  AdminClient,
  AgentClient,
  AssignmentClient,
  HistoryClient,
  IdentityClient,
  SettingsClient,
  TokenRole,
} from '@onethread/rpc';

/** An agent's token is worth something for so long; a new one is made before it ends. */
const TOKEN_VALID_S = 10 * 60;
const TOKEN_RENEW_MS = 8 * 60 * 1000;
/** A connection that nobody used for so long is closed. */
const IDLE_MS = 5 * 60 * 1000;

export interface Caller {
  readonly agentId: string;
  readonly role: TokenRole;
}

/** Calls to routing in one caller's name; connections open at first use. */
export interface CallerClients {
  readonly work: () => AgentClient;
  readonly history: () => HistoryClient;
  readonly identity: () => IdentityClient;
  readonly admin: () => AdminClient;
  readonly assignment: () => AssignmentClient;
  readonly settings: () => SettingsClient;
}

interface Connections extends CallerClients {
  readonly close: () => void;
}

/** One set of connections per caller for their calls, and one for each of their streams. */
export class AgentClients {
  readonly #address: string;
  readonly #secret: string;
  readonly #forCalls = new Map<string, { readonly connections: Connections; usedAtMs: number }>();
  readonly #held = new Set<Connections>();
  readonly #sweep: NodeJS.Timeout;

  constructor(address: string, secret: string) {
    this.#address = address;
    this.#secret = secret;
    this.#sweep = setInterval(() => this.#closeIdle(), IDLE_MS / 5);
    this.#sweep.unref();
  }

  /** For one call. */
  of(caller: Caller): CallerClients {
    // A changed role needs another token.
    const key = `${caller.role}:${caller.agentId}`;
    const connections = this.#forCalls.get(key)?.connections ?? this.#open(caller);
    this.#forCalls.set(key, { connections, usedAtMs: Date.now() });
    return connections;
  }

  /**
   * For as long as a stream lasts; call `release` after it. It shares its connection with nothing: the streams of an HTTP/2
   * connection share one window, so that a device that reads slowly would hold up the agent's other devices and calls.
   */
  hold(caller: Caller): { readonly clients: CallerClients; readonly release: () => void } {
    const connections = this.#open(caller);
    this.#held.add(connections);
    const release = () => {
      if (this.#held.delete(connections)) connections.close();
    };
    return { clients: connections, release };
  }

  close(): void {
    clearInterval(this.#sweep);
    for (const { connections } of this.#forCalls.values()) connections.close();
    for (const connections of this.#held) connections.close();
    this.#forCalls.clear();
    this.#held.clear();
  }

  #open(caller: Caller): Connections {
    const options = { address: this.#address, token: renewedToken(this.#secret, caller) };
    const work = once(() => createAgentClient(options));
    const history = once(() => createHistoryClient(options));
    const identity = once(() => createIdentityClient(options));
    const admin = once(() => createAdminClient(options));
    const assignment = once(() => createAssignmentClient(options));
    const settings = once(() => createSettingsClient(options));
    return {
      work: work.get,
      history: history.get,
      identity: identity.get,
      admin: admin.get,
      assignment: assignment.get,
      settings: settings.get,
      close: () => {
        for (const client of [work, history, identity, admin, assignment, settings]) client.made()?.close();
      },
    };
  }

  #closeIdle(): void {
    for (const [key, { connections, usedAtMs }] of this.#forCalls) {
      if (Date.now() - usedAtMs < IDLE_MS) continue;
      this.#forCalls.delete(key);
      connections.close();
    }
  }
}

function renewedToken(secret: string, caller: Caller): () => Promise<string> {
  let token: { readonly madeAtMs: number; readonly value: Promise<string> } | undefined;
  return () => {
    if (token === undefined || Date.now() - token.madeAtMs > TOKEN_RENEW_MS) {
      const value = signToken(secret, { subject: caller.agentId, role: caller.role, validSeconds: TOKEN_VALID_S });
      token = { madeAtMs: Date.now(), value };
    }
    return token.value;
  };
}

function once<T>(make: () => T): { readonly get: () => T; readonly made: () => T | undefined } {
  let value: T | undefined;
  return { get: () => (value ??= make()), made: () => value };
}
