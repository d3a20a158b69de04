import { followUpEntryId, type CustomerId, type EntryBody, type EntryId } from '@onethread/contracts';
import { append } from '../../../stores/append.ts';
import type { ErasureDocument } from '../../../stores/erasure-documents.ts';
import { writeAudit } from '../../identity/write-audit.ts';
import { readThreadScope } from '../../reading/thread-scope.ts';
import { advance, customersOf } from '../erasure-progress.ts';
import type { PrivacyContext } from '../privacy-context.ts';

/** An `erased` entry for each customer says from where on; everything below it goes, in every stream where it may stand. */
export async function* announceErasure(
  context: PrivacyContext,
  erasure: ErasureDocument,
): AsyncGenerator<ErasureDocument> {
  const cuts: Record<CustomerId, number> = {};
  const streams = new Set<CustomerId>();
  for (const customerId of customersOf(erasure)) {
    const entry = await appendErased(context, erasure, customerId, 'begun');
    cuts[customerId] = entry.at;
    streams.add(entry.streamId);
    for (const stream of (await readThreadScope(context.collections, customerId, 'all')).streams) streams.add(stream);
  }
  yield await advance(context, erasure, { cuts, streams: [...streams].toSorted() });
}

/** Followers show the thread anew, and the audit trail knows. */
export async function* finishErasure(
  context: PrivacyContext,
  erasure: ErasureDocument,
): AsyncGenerator<ErasureDocument> {
  for (const customerId of customersOf(erasure)) await appendErased(context, erasure, customerId, 'done');
  for (const identityId of erasure.identityIds) {
    await writeAudit(context, {
      occasion: `${erasure._id}.${erasure.run}.${identityId}`,
      action: 'erased',
      ends: [identityId],
      by: { agentId: erasure.by as never, name: erasure.by },
    });
  }
  yield await advance(context, erasure, {});
}

async function appendErased(
  context: PrivacyContext,
  { _id: operationId, run }: ErasureDocument,
  customerId: CustomerId,
  phase: Extract<EntryBody, { kind: 'erased' }>['phase'],
): Promise<{ readonly at: number; readonly streamId: CustomerId }> {
  const entryId: EntryId = followUpEntryId(operationId, `${run}.${phase}.${customerId}`);
  const appended = await append(context, customerId, entryId, () => ({ kind: 'erased', operationId, phase }));
  if (appended === undefined) throw new Error('an erasure is always told');
  return appended.entry;
}
