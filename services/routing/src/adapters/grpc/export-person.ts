import type { AdminServiceHandlers } from '@onethread/rpc';
import { exportPerson as exportAll } from '../../use-cases/privacy/export-person.ts';
import { authenticateAdmin } from './authenticate.ts';
import type { GrpcContext } from './grpc-context.ts';
import { customerIdFrom } from './ids.ts';
import { progressStream } from './progress-stream.ts';

export function exportPerson(context: GrpcContext): AdminServiceHandlers['ExportPerson'] {
  return progressStream(context, 'ExportPerson', async (call, tell) => {
    const { subject } = await authenticateAdmin(context, call.metadata);
    const customerId = customerIdFrom(call.request.customerId);
    const { useCases, blobs, search } = context;
    let isTold = false;
    for await (const part of exportAll({ ...useCases, blobs, search }, { customerId, by: subject })) {
      if (!isTold) context.audit('person-exported', subject, { customerId });
      isTold = true;
      await tell('file' in part ? part : { bytes: Buffer.from(part.bytes) });
    }
  });
}
