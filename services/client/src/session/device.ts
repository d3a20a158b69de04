import type { Socket } from '../connection/connection.ts';
import type { RestClient } from '../connection/rest-client.ts';
import type { Credentials, ToldContext } from '../protocol.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { TabLock } from '../storage/tab-lock.ts';

/** A device's own way of being told of answers, of which the client only says whose it is. */
export interface PushOwner {
  /** Whether it was turned on by anybody. */
  isKept(): boolean;
  /** Somebody is here: it goes on for them or for the visitor that they were until now, and ends for anybody else. */
  follow(proof: Promise<{ readonly credentials: Credentials }>, person: string, was: string | undefined): Promise<void>;
  turnOff(proof: Promise<{ readonly credentials: Credentials }>): Promise<void>;
}

/** Everything of a browser, phone or process that the client needs. `createDevice` makes the usual one. */
export interface Device {
  /** Undefined: the server's first app. */
  readonly app: string | undefined;
  /** What calls itself so to the server, with its version: `shop-ios/3.2`. */
  readonly client: string;
  readonly storage: DeviceStorage;
  readonly lock: TabLock;
  readonly rest: RestClient;
  /** Undefined: there is none. */
  readonly push?: PushOwner | undefined;
  /** What the person agreed to tell of where they are just now; undefined: nothing; null: what was told is taken back. */
  readonly context?: (() => ToldContext | null | undefined) | undefined;
  readonly openSocket: () => Socket;
  /** Epoch ms. */
  readonly now: () => number;
  /** 0 to 1. */
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
