import { RpcError, type AdminServiceHandlers } from '@onethread/rpc';
import { verifyDelivery as verify } from '../../use-cases/verify/verify-delivery.ts';
import { authenticateAdmin } from './authenticate.ts';
import type { GrpcContext } from './grpc-context.ts';
import { progressStream } from './progress-stream.ts';

const DEFAULT_EXAMPLES = 20;
const MAX_EXAMPLES = 200;
const SETTLE_MS = 10_000;

export function verifyDelivery(context: GrpcContext): AdminServiceHandlers['VerifyDelivery'] {
  return progressStream(context, 'VerifyDelivery', async (call, tell) => {
    const { subject } = await authenticateAdmin(context, call.metadata);
    const { maxExamples, fromMs } = call.request;
    if (maxExamples < 0 || maxExamples > MAX_EXAMPLES) {
      throw new RpcError('invalid', `max_examples is 1 to ${MAX_EXAMPLES}; 0 means ${DEFAULT_EXAMPLES}`);
    }
    if (fromMs < 0) throw new RpcError('invalid', 'from_ms is a time or 0');
    const { useCases, log, store } = context;
    const ledger = await verify({
      collections: useCases.collections,
      log,
      store: store.description,
      now: useCases.now,
      maxExamples: maxExamples || DEFAULT_EXAMPLES,
      settleMs: SETTLE_MS,
      onProgress: (phase, done) => tell({ progress: { phase, done } }),
      ...(fromMs === 0 ? {} : { from: fromMs }),
    });
    context.audit('delivery-verified', subject, { ok: ledger.ok });
    const { windows, checks, counts, ...rest } = ledger;
    await tell({
      ledger: {
        ...rest,
        windows: [...windows],
        checks: checks.map((check) => ({ ...check, examples: [...check.examples] })),
        counts: [...counts],
      },
    });
  });
}
