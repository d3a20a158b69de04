import { RpcError, type AssignmentServiceHandlers, type ExportRecordingRequest } from '@onethread/rpc';
import { readRecordedRuns, recordedPools, type RecordingSpan } from '../../../recording/read-recording.ts';
import { authenticateAdmin } from '../authenticate.ts';
import type { GrpcContext } from '../grpc-context.ts';
import { progressStream } from '../progress-stream.ts';

const MAX_POOL_LENGTH = 100;

/** What was recorded, pool after pool, a run of inputs in each message; ends when nobody waits for it any more. */
export function exportRecording(context: GrpcContext): AssignmentServiceHandlers['ExportRecording'] {
  return progressStream(context, 'ExportRecording', async (call, tell) => {
    const { subject } = await authenticateAdmin(context, call.metadata);
    const { useCases } = context;
    const { pool, from, to } = spanOf(call.request, useCases.now());
    context.audit('recording-exported', subject, { pool, from, to });
    for await (const each of pool === '' ? recordedPools(useCases) : [pool]) {
      for await (const inputs of readRecordedRuns(useCases, { pool: each, from, to })) {
        if (inputs.length > 0) await tell({ lines: inputs.map((input) => `${JSON.stringify(input)}\n`).join('') });
      }
    }
  });
}

function spanOf({ fromMs, toMs, pool }: ExportRecordingRequest, now: number): RecordingSpan {
  if (pool.length > MAX_POOL_LENGTH) throw new RpcError('invalid', `pool is at most ${MAX_POOL_LENGTH} characters`);
  if (fromMs < 0 || toMs < 0) throw new RpcError('invalid', 'from_ms and to_ms are times, or 0');
  const to = toMs === 0 ? now : toMs;
  if (fromMs > to) throw new RpcError('invalid', 'from_ms is after to_ms');
  return { pool, from: fromMs, to };
}
