import { normalAddress } from '@onethread/contracts';
import type { AddressKind, IdentityId } from '@onethread/contracts';
import { takesCopies } from '../../domain/standing.ts';
import type { Collections } from '../../stores/collections.ts';
import { tiedByProof } from './proved-members.ts';

/** Where a person can go on. */
export interface ReachableChannel {
  readonly channel: string;
  readonly label: string;
  readonly account: string;
  /** As people write to it; empty where none can be told. */
  readonly address: string;
  readonly addressKind?: AddressKind;
  /** They are known there, by proof of their own. */
  readonly linked: boolean;
  /** Answers that they do not read are sent on to here, by their wish, which they did not take back there. */
  readonly answersFollow: boolean;
}

const MAX_CHANNELS = 100;
/** Accounts of one channel that are offered. */
const MAX_ACCOUNTS = 5;

/** The other channels, by label, as they announced themselves. What somebody of ours only believes is not told to customers. */
export async function listReachable(
  collections: Pick<Collections, 'channels' | 'identities' | 'links'>,
  identityId: IdentityId,
): Promise<readonly ReachableChannel[]> {
  const own = await collections.identities.get(identityId);
  const known = await tiedByProof(collections, identityId);
  const { documents } = await collections.channels.find({ index: 'by_announcement', limit: MAX_CHANNELS });
  return documents
    .filter(({ _id }) => _id !== own?.channel)
    .flatMap(({ _id, capabilities, accounts }) =>
      accounts.slice(0, MAX_ACCOUNTS).map(({ account, label }) => {
        const { addressKind } = capabilities;
        return {
          channel: _id,
          label: accounts.length === 1 ? capabilities.label : `${capabilities.label} (${label})`,
          account,
          address: addressKind === undefined || normalAddress(addressKind, account) === undefined ? '' : account,
          ...(addressKind === undefined ? {} : { addressKind }),
          linked: known.some((identity) => identity.channel === _id && identity.account === account),
          answersFollow: known.some(
            (identity) =>
              identity.channel === _id &&
              identity.account === account &&
              identity._id === own?.answersFollowTo &&
              takesCopies(identity),
          ),
        };
      }),
    )
    .toSorted((one, other) => one.label.localeCompare(other.label, 'en'));
}
