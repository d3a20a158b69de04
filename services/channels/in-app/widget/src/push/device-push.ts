import type { RestClient } from '../connection/rest-client.ts';
import type { Credentials } from '../protocol.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';

/** What the page's worker says when a notification is clicked, and what stands in the address of a page that it opens. */
export const OPEN_WORD = 'onethread-open';

/** Whom this browser tells of answers. */
const PUSH_KEY = 'push';

export type PushState = 'on' | 'off' | 'blocked';

/** The browser's notifications of answers that come while the page is closed. */
export interface DevicePush {
  state(person: string): Promise<PushState>;
  /** To be called by a click. False: the person or the browser does not allow it. Rejects where it cannot be done now. */
  permit(): Promise<boolean>;
  turnOn(credentials: Credentials, person: string): Promise<void>;
  turnOff(proof: Promise<{ readonly credentials: Credentials }>): Promise<void>;
  /** Somebody is here: it goes on for them or for the visitor that they were until now, and ends for anybody else. */
  follow(proof: Promise<{ readonly credentials: Credentials }>, person: string, was: string | undefined): Promise<void>;
  /** Whether it was turned on by anybody. */
  isKept(): boolean;
}

export interface DevicePushParts {
  readonly storage: DeviceStorage;
  readonly rest: RestClient;
  readonly workers: ServiceWorkerContainer;
  /** The page's own script, which imports ours. */
  readonly script: string;
}

export function createDevicePush({ storage, rest, workers, script }: DevicePushParts): DevicePush {
  const subscription = async () => (await workers.getRegistration(script))?.pushManager.getSubscription();

  const turnOff: DevicePush['turnOff'] = async (proof) => {
    storage.remove(PUSH_KEY);
    const made = await subscription();
    // The browser's word alone ends it; the server's is for tidiness.
    await made?.unsubscribe();
    if (made) await rest.removePush((await proof).credentials, made.endpoint);
  };

  return {
    isKept: () => storage.get(PUSH_KEY) !== undefined,
    async state(person) {
      if (Notification.permission === 'denied') return 'blocked';
      return storage.get(PUSH_KEY) === person && (await subscription()) ? 'on' : 'off';
    },
    permit: async () => (await Notification.requestPermission()) === 'granted',
    async turnOn(credentials, person) {
      const applicationServerKey = await rest.pushKey(credentials);
      const registration = await workers.register(script);
      await active(registration);
      // It may be of an earlier person, or for an earlier key.
      await (await registration.pushManager.getSubscription())?.unsubscribe();
      const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
      await rest.putPush(credentials, made.toJSON());
      storage.set(PUSH_KEY, person);
    },
    turnOff,
    async follow(proof, person, was) {
      const whose = storage.get(PUSH_KEY);
      if (whose === undefined) return;
      if (whose !== person && whose !== was) return await turnOff(proof);
      const made = await subscription();
      if (!made) return storage.remove(PUSH_KEY);
      storage.set(PUSH_KEY, person);
      // The browser may have changed it meanwhile.
      await rest.putPush((await proof).credentials, made.toJSON());
    },
  };
}

/** Without a worker that runs nothing can be subscribed. */
function active(registration: ServiceWorkerRegistration): Promise<void> {
  return new Promise((resolve) => {
    const worker = registration.installing ?? registration.waiting;
    const look = (): void => {
      if (registration.active || worker?.state === 'redundant') resolve();
    };
    worker?.addEventListener('statechange', look);
    look();
  });
}
