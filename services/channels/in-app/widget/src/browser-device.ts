import { createRestClient } from './connection/rest-client.ts';
import type { Device } from './messenger/device.ts';
import { SOCKET_PATH } from './protocol.ts';
import type { WidgetSettings } from './settings.ts';
import { openDeviceStorage } from './storage/device-storage.ts';
import { createTabLock } from './storage/tab-lock.ts';

/** The browser as the messenger's logic wants it. */
export function browserDevice({ serverUrl, app, storage }: WidgetSettings): Device {
  const name = `${storage}/${app ?? ''}`;
  return {
    app,
    storage: openDeviceStorage(name, () => window.localStorage, window),
    lock: createTabLock(`onethread/${name}`, navigator.locks),
    rest: createRestClient(serverUrl, app),
    openSocket: () => new WebSocket(`${serverUrl.replace(/^http/, 'ws')}${SOCKET_PATH}`),
    now: Date.now,
    random: Math.random,
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    isOnline: () => navigator.onLine,
  };
}
