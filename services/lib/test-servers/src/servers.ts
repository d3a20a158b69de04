/** Why there is no server: the reasons of every way that was tried, in one line. */
export interface Missing {
  readonly missing: string;
}

/** One server process or container. Data, address and ports stay the same over `kill` and `restart`. */
export interface ServerNode {
  /** `host:port` where clients reach it. */
  readonly address: string;
  /** Only with `throughProxy`: stands between clients and this node. Servers among each other do not go through it. */
  readonly proxy?: TcpProxy;
  /** SIGKILL; resolves once it is gone. Throws `NotOwnError` unless opened with `own: true`, as do the other three. */
  kill(): Promise<void>;
  /** Starts it again on its data, after an orderly stop where it still runs; resolves once it serves. */
  restart(): Promise<void>;
  /** SIGSTOP: it holds its connections and answers nothing. */
  pause(): Promise<void>;
  /** SIGCONT. */
  resume(): Promise<void>;
}

/** Thrown when a test wants to break a server that it shares with others. */
export class NotOwnError extends Error {
  readonly code = 'server-not-own';
  readonly retryable = false;
}

/** Real Kafka, one node or several. */
export interface KafkaServers {
  /** `host:port` of every node. */
  readonly brokers: readonly string[];
  /** What really runs, for reports: product, version, where it comes from. */
  readonly description: string;
  readonly nodes: readonly ServerNode[];
  /** Ends what was started for this caller and removes its data; repeatable. Shared servers are left alone. */
  stop(): Promise<void>;
}

/** A real MongoDB, or a server that speaks its protocol: `description` says which. */
export interface MongoServer {
  /** Connection string with `w=majority` and `journal=true`. */
  readonly uri: string;
  readonly description: string;
  readonly node: ServerNode;
  /** See `KafkaServers.stop`. */
  stop(): Promise<void>;
}

/** A TCP connection that can be broken at will. */
export interface TcpProxy {
  /** `127.0.0.1:port`. */
  readonly address: string;
  readonly port: number;
  /** Breaks every connection and accepts no new one until `restore`. */
  cut(): void;
  /** Accepts again after `cut`. */
  restore(): Promise<void>;
  /** While on, what clients send passes, and what the server answers is swallowed: done, but never heard of. */
  dropAnswers(on: boolean): void;
  /** Holds back every byte of both directions for so long; 0 ends it. */
  delay(milliseconds: number): void;
  close(): Promise<void>;
}
