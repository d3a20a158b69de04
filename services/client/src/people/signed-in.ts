import type { VisitorCredentials } from '../protocol.ts';
import { saidKeyOf } from './told-of-self.ts';
import { forgetVisitor, keptVisitor } from './visitor-source.ts';
import { loadFeed } from '../thread/feed-cache.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';

/** Who is signed in on this device, in any tab: `user.<sub>`. Visitors are known by their secret instead. */
export const USER_KEY = 'user';
/** Messages that could not be sent before their writer left: how many, never what. */
const LOST_KEY = 'lost';

/**
 * Makes the device this user's. What it keeps of other users goes; a visitor who was here until now comes along, in
 * `joining/<user>/<visitor>`, until the server has joined them.
 */
export function signInOnDevice(storage: DeviceStorage, user: string): void {
  // First, so that other tabs know why the visitor leaves.
  if (storage.get(USER_KEY) !== user) storage.set(USER_KEY, user);
  const visitor = keptVisitor(storage);
  if (visitor !== undefined) {
    if (hasSomething(storage, visitor)) storage.set(`${joiningOf(user)}${visitor.id}`, visitor.secret);
    // What they said of themselves is still true of them.
    const said = storage.get(saidKeyOf(`visitor.${visitor.id}`));
    if (said !== undefined && storage.get(saidKeyOf(user)) === undefined) storage.set(saidKeyOf(user), said);
    forgetVisitor(storage);
  }
  const coming = storage.keys(joiningOf(user)).map((key) => key.slice(joiningOf(user).length));
  const stays = [`outbox/${user}/`, `own/${user}/`, joiningOf(user), ...coming.map((id) => `outbox/visitor.${id}/`)];
  wipe(storage, (key) => key === `feed/${user}` || stays.some((prefix) => key.startsWith(prefix)));
}

/** Nothing of anybody stays: whoever writes next is a new visitor. */
export function signOutOnDevice(storage: DeviceStorage): void {
  storage.remove(USER_KEY);
  forgetVisitor(storage);
  wipe(storage, () => false);
}

/** A visitor on the way to become this user. */
export function joiningVisitor(storage: DeviceStorage, user: string): VisitorCredentials | undefined {
  const [key] = storage.keys(joiningOf(user));
  const secret = key === undefined ? undefined : storage.get(key);
  return key === undefined || secret === undefined ? undefined : { id: key.slice(joiningOf(user).length), secret };
}

export function forgetJoining(storage: DeviceStorage, user: string, visitorId: string): void {
  storage.remove(`${joiningOf(user)}${visitorId}`);
}

export function addLost(storage: DeviceStorage, count: number): void {
  if (count > 0) storage.set(LOST_KEY, String(lostOf(storage) + count));
}

export function lostOf(storage: DeviceStorage): number {
  return Number(storage.get(LOST_KEY) ?? 0) || 0;
}

export function forgetLost(storage: DeviceStorage): void {
  storage.remove(LOST_KEY);
}

const joiningOf = (user: string): string => `joining/${user}/`;

/** A visitor who surely never wrote or was written to is not worth an identity. */
function hasSomething(storage: DeviceStorage, { id }: VisitorCredentials): boolean {
  const { cursor, items } = loadFeed(storage, `visitor.${id}`);
  return cursor === undefined || items.length > 0 || storage.keys(`outbox/visitor.${id}/`).length > 0;
}

/** Messages that go so were never sent, unless the server had taken them already. */
function wipe(storage: DeviceStorage, stays: (key: string) => boolean): void {
  let lost = 0;
  for (const key of ['feed/', 'outbox/', 'joining/', 'own/'].flatMap((prefix) => storage.keys(prefix))) {
    if (stays(key)) continue;
    if (key.startsWith('outbox/') && !storage.get(key)?.includes('"state":"accepted"')) lost += 1;
    storage.remove(key);
  }
  addLost(storage, lost);
}
