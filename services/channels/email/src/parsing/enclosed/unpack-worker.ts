import { parentPort } from 'node:worker_threads';
import { readOutlookMessage, type OutlookMessage } from './outlook-message.ts';
import { readTnef, type TnefContent, type TnefLimits } from './tnef.ts';

export type UnpackJob =
  | { readonly kind: 'tnef'; readonly content: Uint8Array; readonly limits: TnefLimits }
  | { readonly kind: 'msg'; readonly content: Uint8Array };

export interface UnpackAnswer {
  readonly tnef?: TnefContent;
  readonly message?: OutlookMessage | undefined;
}

parentPort?.on('message', (job: UnpackJob) => parentPort?.postMessage(unpack(job), []));

function unpack(job: UnpackJob): UnpackAnswer {
  const content = Buffer.from(job.content);
  try {
    return job.kind === 'tnef' ? { tnef: readTnef(content, job.limits) } : { message: readOutlookMessage(content) };
  } catch {
    // Whatever the library threw: it is none that can be read.
    return {};
  }
}
