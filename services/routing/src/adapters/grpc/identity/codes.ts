import {
  RpcError,
  type ConfirmAddressRequest,
  type ConfirmAddressResponseInput,
  type IssueLinkCodeRequest,
  type IssueLinkCodeResponseInput,
  type LetAnswersFollowRequest,
  type LetAnswersFollowResponseInput,
  type ListReachableRequest,
  type ListReachableResponseInput,
  type StartConfirmationRequest,
  type StartConfirmationResponseInput,
} from '@onethread/rpc';
import { letAnswersFollow as follow } from '../../../use-cases/answers-follow/let-answers-follow.ts';
import { confirmAddress as confirm, startConfirmation as start } from '../../../use-cases/identity/confirmations.ts';
import { issueLinkCode as issue } from '../../../use-cases/identity/link-codes.ts';
import { listReachable as list } from '../../../use-cases/identity/list-reachable.ts';
import { authenticate, FEED_ROLES } from '../authenticate.ts';
import { channelFrom, confirmationIdFrom, identityIdFrom } from '../ids.ts';
import type { UnaryMethod } from '../unary.ts';

const MAX_ADDRESS_LENGTH = 320;
const MAX_CODE_LENGTH = 40;
const MAX_ACCOUNT_LENGTH = 200;

export const issueLinkCode: UnaryMethod<IssueLinkCodeRequest, IssueLinkCodeResponseInput> = async (
  context,
  request,
  metadata,
) => {
  await authenticate(context, metadata, FEED_ROLES);
  const { code, validUntil } = await issue(context.useCases, identityIdFrom(request.identityId));
  return { code, expiresAtMs: validUntil };
};

export const startConfirmation: UnaryMethod<StartConfirmationRequest, StartConfirmationResponseInput> = async (
  context,
  request,
  metadata,
) => {
  await authenticate(context, metadata, FEED_ROLES);
  const { confirmationId, address, validUntil } = await start(context.useCases, {
    identityId: identityIdFrom(request.identityId),
    channel: channelFrom(request.channel),
    address: bounded('address', request.address, MAX_ADDRESS_LENGTH),
  });
  return { confirmationId, address, expiresAtMs: validUntil };
};

export const confirmAddress: UnaryMethod<ConfirmAddressRequest, ConfirmAddressResponseInput> = async (
  context,
  request,
  metadata,
) => {
  await authenticate(context, metadata, FEED_ROLES);
  const { confirmed, triesLeft } = await confirm(context.useCases, {
    identityId: identityIdFrom(request.identityId),
    confirmationId: confirmationIdFrom(request.confirmationId),
    code: bounded('code', request.code, MAX_CODE_LENGTH),
  });
  return { confirmed, triesLeft };
};

export const listReachable: UnaryMethod<ListReachableRequest, ListReachableResponseInput> = async (
  context,
  request,
  metadata,
) => {
  await authenticate(context, metadata, FEED_ROLES);
  const channels = await list(context.useCases.collections, identityIdFrom(request.identityId));
  return { channels: channels.map((one) => ({ ...one, addressKind: one.addressKind ?? '' })) };
};

export const letAnswersFollow: UnaryMethod<LetAnswersFollowRequest, LetAnswersFollowResponseInput> = async (
  context,
  request,
  metadata,
) => {
  await authenticate(context, metadata, FEED_ROLES);
  const { identityId, channel, account } = request;
  const to =
    channel === ''
      ? {}
      : { to: { channel: channelFrom(channel), account: bounded('account', account, MAX_ACCOUNT_LENGTH) } };
  await follow(context.useCases, { identityId: identityIdFrom(identityId), ...to });
  return {};
};

/** Throws `RpcError` invalid unless it is 1 to so many characters. */
function bounded(name: string, text: string, most: number): string {
  if (text === '' || text.length > most) throw new RpcError('invalid', `${name} is 1 to ${most} characters`);
  return text;
}
