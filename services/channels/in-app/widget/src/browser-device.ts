import { createDevice, type Device, type ToldContext } from '@onethread/client';
import { createDevicePush, type DevicePush } from './push/device-push.ts';
import type { WidgetSettings } from './settings.ts';

export interface BrowserDevice extends Device {
  /** Undefined: the page or the browser has none. */
  readonly push: DevicePush | undefined;
}

/** The browser as the client wants it. */
export function browserDevice(
  { serverUrl, app, storage: name, pushWorker }: WidgetSettings,
  context: () => ToldContext | null | undefined,
): BrowserDevice {
  const device = createDevice({
    serverUrl,
    app,
    name,
    client: 'widget/1',
    storage: () => window.localStorage,
    changes: window,
    locks: navigator.locks,
    context,
    isOnline: () => navigator.onLine,
  });
  const workers = 'PushManager' in window && 'Notification' in window ? navigator.serviceWorker : undefined;
  const push = pushWorker && workers ? createDevicePush({ ...device, workers, script: pushWorker }) : undefined;
  return { ...device, push };
}
