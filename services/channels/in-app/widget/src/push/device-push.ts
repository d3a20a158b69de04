import type { Credentials, DeviceStorage, PushOwner, PushTarget, QuietHours, RestClient } from '@onethread/client';

/** What the page's worker says when a notification is clicked, and what stands in the address of a page that it opens. */
export const OPEN_WORD = 'onethread-open';

/** Whom this browser tells of answers. */
const PUSH_KEY = 'push';
const QUIET_KEY = 'quiet';

export type PushState = 'on' | 'off' | 'blocked';

/** When this browser keeps quiet, on its own clock: `22:00` to `07:00`. */
export type Quiet = Pick<QuietHours, 'from' | 'to'>;

/** The browser's notifications of answers that come while the page is closed. */
export interface DevicePush extends PushOwner {
  state(person: string): Promise<PushState>;
  /** To be called by a click. False: the person or the browser does not allow it. Rejects where it cannot be done now. */
  permit(): Promise<boolean>;
  turnOn(credentials: Credentials, person: string): Promise<void>;
  /** The person's choice; undefined: none. */
  readonly quiet: Quiet | undefined;
  /** Changes it for the one who is told now. */
  keepQuiet(credentials: Credentials, person: string, quiet: Quiet | undefined): Promise<void>;
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

  const quietOf = (): Quiet | undefined => {
    const [from, to] = storage.get(QUIET_KEY)?.split(' ') ?? [];
    return from === undefined || to === undefined ? undefined : { from, to };
  };
  /** With the zone of now: whoever travels sleeps elsewhere. */
  const tell = (credentials: Credentials, made: PushSubscription): Promise<void> => {
    const quiet = quietOf();
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    return rest.putPush(credentials, {
      ...(made.toJSON() as PushTarget),
      ...(quiet === undefined ? {} : { quietHours: { ...quiet, timeZone } }),
    });
  };

  const turnOff: DevicePush['turnOff'] = async (proof) => {
    storage.remove(PUSH_KEY);
    storage.remove(QUIET_KEY);
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
      await tell(credentials, made);
      storage.set(PUSH_KEY, person);
    },
    turnOff,
    get quiet() {
      return quietOf();
    },
    async keepQuiet(credentials, person, quiet) {
      if (quiet === undefined) storage.remove(QUIET_KEY);
      else storage.set(QUIET_KEY, `${quiet.from} ${quiet.to}`);
      const made = await subscription();
      if (made && storage.get(PUSH_KEY) === person) await tell(credentials, made);
    },
    async follow(proof, person, was) {
      const whose = storage.get(PUSH_KEY);
      if (whose === undefined) return;
      if (whose !== person && whose !== was) return await turnOff(proof);
      const made = await subscription();
      if (!made) return storage.remove(PUSH_KEY);
      storage.set(PUSH_KEY, person);
      // The browser may have changed it meanwhile.
      await tell((await proof).credentials, made);
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
