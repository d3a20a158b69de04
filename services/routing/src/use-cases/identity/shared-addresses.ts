import { normalAddress } from '@onethread/contracts';
import { isSharedAddress } from '../../domain/address-blocklist.ts';
import { addressKey, addressOfKey } from '../../domain/person-profile.ts';
import type { Collections } from '../../stores/collections.ts';
import type { UseCaseContext } from '../context.ts';

/** Announcements are read again after so long. */
const FRESH_MS = 30_000;
const MAX_CHANNELS = 100;

const ownByStore = new WeakMap<Collections, { readonly readAt: number; readonly keys: ReadonlySet<string> }>();

/** Whether an address (as a key) is a role's, several people's, or one of our own: by it nobody is told to be somebody. */
export async function isShared(context: UseCaseContext, key: string): Promise<boolean> {
  const { kind, address } = addressOfKey(key);
  if (isSharedAddress(kind, address, context.settings.sharedAddresses)) return true;
  return (await ownAddresses(context)).has(key);
}

/** The mailboxes and numbers of our own channels, as they announced them. */
async function ownAddresses({ collections, now }: UseCaseContext): Promise<ReadonlySet<string>> {
  const known = ownByStore.get(collections);
  if (known !== undefined && now() - known.readAt < FRESH_MS) return known.keys;
  const { documents } = await collections.channels.find({ index: 'by_announcement', limit: MAX_CHANNELS });
  const keys = new Set<string>();
  for (const { capabilities, accounts } of documents) {
    const kind = capabilities.addressKind;
    for (const { account } of kind === undefined ? [] : accounts) {
      const normal = kind && normalAddress(kind, account);
      if (kind !== undefined && normal !== undefined) keys.add(addressKey(kind, normal));
    }
  }
  ownByStore.set(collections, { readAt: now(), keys });
  return keys;
}
