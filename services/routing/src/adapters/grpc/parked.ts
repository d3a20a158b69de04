import {
  RpcError,
  type DropParkedRequest,
  type DropParkedResponseInput,
  type ListParkedRequest,
  type ListParkedResponseInput,
  type ParkedKeyInput,
  type RetryParkedRequest,
  type RetryParkedResponseInput,
} from '@onethread/rpc';
import { listParked as list } from '../../use-cases/parked/list-parked.ts';
import { wishForParked, type ParkedChoice } from '../../use-cases/parked/wish-for-parked.ts';
import type { ParkedDocument } from '../../stores/documents.ts';
import { authenticateAdmin } from './authenticate.ts';
import { channelFrom, identityIdFrom, reasonFrom } from './ids.ts';
import { pageSizeOf } from './page-size.ts';
import type { UnaryMethod } from './unary.ts';

/** Customers that one call names at most. */
const MAX_NAMED = 200;

export const listParked: UnaryMethod<ListParkedRequest, ListParkedResponseInput> = async (
  context,
  request,
  metadata,
) => {
  await authenticateAdmin(context, metadata);
  const listed = await list(context.reading, {
    pageToken: request.pageToken,
    pageSize: pageSizeOf(request.pageSize),
    ...(request.channel === '' ? {} : { channel: channelFrom(request.channel) }),
  });
  return {
    parked: listed.parked.map(encodeParked),
    nextPageToken: listed.nextPageToken,
    counts: { ...listed.counts },
  };
};

export const retryParked: UnaryMethod<RetryParkedRequest, RetryParkedResponseInput> = async (
  context,
  request,
  metadata,
) => {
  const { subject } = await authenticateAdmin(context, metadata);
  const asked = await wishForParked(context.useCases, choiceOf(request), { type: 'retry-parked' });
  context.audit('parked-retried', subject, { asked, channel: request.channel });
  return { asked };
};

export const dropParked: UnaryMethod<DropParkedRequest, DropParkedResponseInput> = async (
  context,
  request,
  metadata,
) => {
  const { subject } = await authenticateAdmin(context, metadata);
  const reason = reasonFrom(request.reason);
  const asked = await wishForParked(context.useCases, named(request.identityIds), { type: 'drop-parked', reason });
  context.audit('parked-dropped', subject, { asked });
  return { asked };
};

function choiceOf({ identityIds, channel }: RetryParkedRequest): ParkedChoice {
  if ((channel === '') === (identityIds.length === 0)) throw new RpcError('invalid', 'name identity_ids or a channel');
  return channel === '' ? named(identityIds) : { channel: channelFrom(channel) };
}

function named(identityIds: readonly string[]): ParkedChoice {
  if (identityIds.length === 0 || identityIds.length > MAX_NAMED) {
    throw new RpcError('invalid', `identity_ids are 1 to ${MAX_NAMED}`);
  }
  return { identityIds: identityIds.map(identityIdFrom) };
}

function encodeParked(parked: ParkedDocument): ParkedKeyInput {
  return {
    identityId: parked._id,
    channel: parked.channel ?? '',
    account: parked.account ?? '',
    customerId: parked.customerId ?? '',
    sinceMs: parked.since ?? 0,
    dueMs: parked.dueAt ?? 0,
    replies: parked.replies ?? 0,
    code: parked.code ?? '',
    reason: parked.reason ?? '',
    reportedMs: parked.reportedAt,
    givesUpMs: parked.givesUpAt ?? 0,
  };
}
