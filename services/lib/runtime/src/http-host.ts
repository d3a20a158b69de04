import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Router } from 'express';

/** An upgrade as a request of a route is: `ip` is whose it is, told by the proxies that are believed. */
export interface UpgradeRequest extends IncomingMessage {
  readonly ip?: string | undefined;
}

/** Where services mount their pages and webhooks: one port in all-in-one, one port each in the cluster. */
export interface HttpHost {
  /** Mounts a router for a path prefix ('/' allowed). No body parser runs before it: each route reads the raw bytes under its own limit. */
  mount(path: string, router: Router): void;
  /** Takes WebSocket upgrades of exactly this path. */
  onUpgrade(path: string, handle: (request: UpgradeRequest, socket: Duplex, head: Buffer) => void): void;
  /** After start: where it is reached, without a trailing slash. `PUBLIC_URL` where set. */
  readonly publicUrl: string;
}
