import { createRestClient } from './connection/rest-client.ts';
import type { Device } from './messenger/device.ts';
import { createDevicePush } from './push/device-push.ts';
import { SOCKET_PATH } from './protocol.ts';
import type { WidgetSettings } from './settings.ts';
import { openDeviceStorage } from './storage/device-storage.ts';
import { createTabLock } from './storage/tab-lock.ts';

/** The browser as the messenger's logic wants it. */
export function browserDevice({ serverUrl, app, storage: apart, pushWorker }: WidgetSettings): Device {
  const name = `${apart}/${app ?? ''}`;
  const storage = openDeviceStorage(name, () => window.localStorage, window);
  const rest = createRestClient(serverUrl, app);
  const workers = 'PushManager' in window && 'Notification' in window ? navigator.serviceWorker : undefined;
  return {
    app,
    storage,
    lock: createTabLock(`onethread/${name}`, navigator.locks),
    rest,
    push: pushWorker && workers ? createDevicePush({ storage, rest, workers, script: pushWorker }) : undefined,
    openSocket: () => new WebSocket(`${serverUrl.replace(/^http/, 'ws')}${SOCKET_PATH}`),
    now: Date.now,
    random: Math.random,
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    isOnline: () => navigator.onLine,
  };
}
