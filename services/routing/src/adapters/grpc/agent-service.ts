import { toGrpcStatus, type AgentServiceHandlers } from '@onethread/rpc';
import { authenticateAgent } from './authenticate.ts';
import { toRpcError } from './failures.ts';
import type { GrpcContext } from './grpc-context.ts';
import { WorkStream, type WorkCall } from './work-stream.ts';

/** onethread.routing.v1.AgentService */
export function agentService(context: GrpcContext): AgentServiceHandlers {
  return { Work: (call) => work(context, call) };
}

/** Nothing is read from a stream before its agent is known. */
function work(context: GrpcContext, call: WorkCall): void {
  let stream: WorkStream | undefined;
  let gone = false;
  const leave = (): void => {
    gone = true;
    stream?.close();
  };
  call.on('cancelled', leave);
  call.on('close', leave);
  authenticateAgent(context, call.metadata)
    .then(({ agent, claims }) => {
      if (gone) return;
      const opened = new WorkStream(context, call, agent, claims);
      context.streams.add(opened);
      stream = opened;
      call.on('data', (command) => opened.onCommand(command));
      call.on('end', leave);
    })
    .catch((error: unknown) => call.emit('error', toGrpcStatus(toRpcError(error, context, 'Work'))));
}
