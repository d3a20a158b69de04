import type { CheckFileRequest, CheckFileResponseInput } from '@onethread/rpc';
import { checkFile as mayOpen } from '../../use-cases/reading/check-file.ts';
import { authenticate, authenticateAgent, FEED_ROLES } from './authenticate.ts';
import { identityIdFrom } from './ids.ts';
import type { UnaryMethod } from './unary.ts';

/** With an identity it is a channel that asks for its customer; without one an agent. */
export const checkFile: UnaryMethod<CheckFileRequest, CheckFileResponseInput> = async (context, request, metadata) => {
  const { blobId } = request;
  if (request.identityId === '') {
    await authenticateAgent(context, metadata);
    return { allowed: await mayOpen(context.reading, { blobId }) };
  }
  await authenticate(context, metadata, FEED_ROLES);
  return { allowed: await mayOpen(context.reading, { blobId, identityId: identityIdFrom(request.identityId) }) };
};
