import type { RestClient } from '../connection/rest-client.ts';
import type { Socket } from '../connection/connection.ts';
import type { DevicePush } from '../push/device-push.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { TabLock } from '../storage/tab-lock.ts';

/** Everything of the browser that the messenger's logic needs. */
export interface Device {
  readonly app: string | undefined;
  readonly storage: DeviceStorage;
  readonly lock: TabLock;
  readonly rest: RestClient;
  /** Undefined: the page or the browser has none. */
  readonly push?: DevicePush | undefined;
  readonly openSocket: () => Socket;
  /** Epoch ms. */
  readonly now: () => number;
  readonly random: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly isOnline: () => boolean;
}

const DEVICE_KEY = 'device';

/** Random, kept: tells the server one device of a person from another. */
export function deviceIdOf({ storage, randomBytes }: Pick<Device, 'storage' | 'randomBytes'>): string {
  const kept = storage.get(DEVICE_KEY);
  if (kept !== undefined) return kept;
  const id = [...randomBytes(16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  storage.set(DEVICE_KEY, id);
  return id;
}
