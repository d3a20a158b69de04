import type { AdminServiceHandlers } from '@onethread/rpc';
import { RpcError } from '@onethread/rpc';
import { erasePerson as eraseAll } from '../../use-cases/privacy/erase-person.ts';
import { erasureReport } from '../../use-cases/privacy/erasure-report.ts';
import { authenticateAdmin } from './authenticate.ts';
import type { GrpcContext } from './grpc-context.ts';
import { customerIdFrom, identityIdFrom } from './ids.ts';
import { progressStream } from './progress-stream.ts';

/** A person has at most 50 identities; links that are being judged may show more for a moment. */
const MAX_IDENTITIES = 100;

/** Whoever asks may leave: what was begun is finished without them. */
export function erasePerson(context: GrpcContext): AdminServiceHandlers['ErasePerson'] {
  return progressStream(context, 'ErasePerson', async (call, tell) => {
    const { subject } = await authenticateAdmin(context, call.metadata);
    const { useCases, blobs, search } = context;
    const customerId = customerIdFrom(call.request.customerId);
    if (call.request.identityIds.length > MAX_IDENTITIES)
      throw new RpcError('invalid', `identity_ids are at most ${MAX_IDENTITIES}`);
    const identityIds = call.request.identityIds.map(identityIdFrom);
    let isHeard = true;
    const erasure = await eraseAll(
      { ...useCases, blobs, search },
      { customerId, identityIds, by: subject },
      async (one) => {
        if (isHeard) await tell({ ...one, report: null }).catch(() => (isHeard = false));
      },
    );
    const { topicsCleanAt, ...counts } = erasureReport(erasure);
    context.audit('person-erased', subject, { customerId, entries: counts.entries });
    if (isHeard) await tell({ step: 'done', done: 0, report: { ...counts, topicsCleanAtMs: topicsCleanAt } });
  });
}
