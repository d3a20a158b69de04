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

interface Entry extends CallerClients {
  readonly close: () => void;
  users: number;
  usedAtMs: number;
}

/** One set of connections per caller, shared by their tabs and requests. */
export class AgentClients {
  readonly #address: string;
  readonly #secret: string;
  readonly #entries = new Map<string, Entry>();
  readonly #sweep: NodeJS.Timeout;

  constructor(address: string, secret: string) {
    this.#address = address;
    this.#secret = secret;
    this.#sweep = setInterval(() => this.#closeIdle(), IDLE_MS / 5);
    this.#sweep.unref();
  }

  /** For one call. */
  of(caller: Caller): CallerClients {
    return this.#entry(caller);
  }

  /** For as long as a stream lasts; call `release` after it. */
  hold(caller: Caller): { readonly clients: CallerClients; readonly release: () => void } {
    const entry = this.#entry(caller);
    entry.users += 1;
    let held = true;
    const release = () => {
      if (held) entry.users -= 1;
      held = false;
    };
    return { clients: entry, release };
  }

  close(): void {
    clearInterval(this.#sweep);
    for (const entry of this.#entries.values()) entry.close();
    this.#entries.clear();
  }

  #entry(caller: Caller): Entry {
    // A changed role needs another token.
    const key = `${caller.role}:${caller.agentId}`;
    const entry = this.#entries.get(key) ?? this.#open(caller);
    entry.usedAtMs = Date.now();
    this.#entries.set(key, entry);
    return entry;
  }

  #open(caller: Caller): Entry {
    const options = { address: this.#address, token: renewedToken(this.#secret, caller) };
    const work = once(() => createAgentClient(options));
    const history = once(() => createHistoryClient(options));
    const identity = once(() => createIdentityClient(options));
    const admin = once(() => createAdminClient(options));
    const assignment = once(() => createAssignmentClient(options));
    const settings = once(() => createSettingsClient(options));
    const close = () => {
      for (const client of [work, history, identity, admin, assignment, settings]) client.made()?.close();
    };
    return {
      work: work.get,
      history: history.get,
      identity: identity.get,
      admin: admin.get,
      assignment: assignment.get,
      settings: settings.get,
      close,
      users: 0,
      usedAtMs: 0,
    };
  }

  #closeIdle(): void {
    for (const [key, entry] of this.#entries) {
      if (entry.users > 0 || Date.now() - entry.usedAtMs < IDLE_MS) continue;
      this.#entries.delete(key);
      entry.close();
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
