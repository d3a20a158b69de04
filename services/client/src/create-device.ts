import type { Socket } from './connection/connection.ts';
import { createRestClient } from './connection/rest-client.ts';
import { SOCKET_PATH, type ToldContext } from './protocol.ts';
import type { Device } from './session/device.ts';
import { openDeviceStorage, type ChangeSource, type StorageArea } from './storage/device-storage.ts';
import { createTabLock, type Locks } from './storage/tab-lock.ts';

/** Where the server is, and what the surroundings offer. Everything but the first two has a default. */
export interface DeviceOptions {
  /** `https://support.example.org`: API and files lie below it; a trailing slash does no harm. */
  readonly serverUrl: string;
  /** What calls itself so to the server, with its version: `shop-ios/3.2`; up to 100 characters. */
  readonly client: string;
  /** Default: the server's first app. */
  readonly app?: string | undefined;
  /** Keeps clients of one storage apart, as if on different devices. Default: by the app alone. */
  readonly name?: string | undefined;
  /** Where the thread's place, unsent messages and the visitor's secret are kept. Default: memory, for as long as the process lives. */
  readonly storage?: (() => StorageArea | undefined) | undefined;
  /** Tells of changes by other tabs. Default: nobody shares the storage. */
  readonly changes?: ChangeSource | undefined;
  /** So that tabs or processes that share a storage send once. Default: nobody does. */
  readonly locks?: Locks | undefined;
  /** Default: the global WebSocket of browsers and Node. */
  readonly openSocket?: ((url: string) => Socket) | undefined;
  /** What the person agreed to tell of where they are; null takes it back. Default: nothing. */
  readonly context?: (() => ToldContext | null | undefined) | undefined;
  /** Default: always; a connection that fails says the rest. */
  readonly isOnline?: (() => boolean) | undefined;
}

/** The usual device: this process's clock, randomness, fetch and WebSocket, and what is passed in. */
export function createDevice(options: DeviceOptions): Device {
  const { app, client, context, changes, locks, isOnline = () => true } = options;
  const serverUrl = options.serverUrl.replace(/\/$/, '');
  const name = `${options.name ?? ''}/${app ?? ''}`;
  const openSocket = options.openSocket ?? ((url: string): Socket => new WebSocket(url));
  return {
    app,
    client,
    storage: openDeviceStorage(name, options.storage ?? (() => undefined), changes),
    lock: createTabLock(`onethread/${name}`, locks),
    rest: createRestClient(serverUrl, app),
    context,
    openSocket: () => openSocket(serverUrl.replace(/^http/, 'ws') + SOCKET_PATH),
    now: Date.now,
    random: Math.random,
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    isOnline,
  };
}
