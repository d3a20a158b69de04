import type { ErasureDocument, ErasureStep } from '../../stores/erasure-documents.ts';
import type { UseCaseContext } from '../context.ts';
import { finishStep, OvertakenError } from './erasure-progress.ts';
import type { PrivacyContext } from './privacy-context.ts';
import { announceErasure, finishErasure } from './steps/announce.ts';
import { dropDeadLetters, dropWaitingReplies } from './steps/drop-waiting.ts';
import { emptyEntries, emptyLateEntries } from './steps/empty-entries.ts';
import { emptyItems } from './steps/empty-items.ts';
import { forgetEvidence, forgetIdentities } from './steps/forget-identities.ts';

export interface ErasureProgress {
  readonly step: ErasureStep;
  /** Entries, items or whatever the step is about, so far. */
  readonly done: number;
}

/** Takes an erasure as it is now, tells each step forward by the document that it returns or yields. */
export type StepWork = (context: PrivacyContext, erasure: ErasureDocument) => AsyncGenerator<ErasureDocument>;

const WORK: Readonly<Record<ErasureStep, StepWork>> = {
  announce: announceErasure,
  'dead-letters': dropDeadLetters,
  'waiting-replies': dropWaitingReplies,
  entries: emptyEntries,
  items: emptyItems,
  evidence: forgetEvidence,
  identities: forgetIdentities,
  'late-entries': emptyLateEntries,
  finish: finishErasure,
};

/** Does what is left to do, step by step; every one may be repeated, by several processes too. Throws what the stores throw. */
export async function continueErasure(
  context: PrivacyContext,
  begun: ErasureDocument,
  onProgress: (progress: ErasureProgress) => void | Promise<void> = () => undefined,
): Promise<ErasureDocument> {
  let erasure = begun;
  while (erasure.finishedAt === undefined) {
    try {
      const { step } = erasure;
      await onProgress({ step, done: doneIn(erasure) });
      for await (const advanced of WORK[step](context, erasure)) {
        erasure = advanced;
        await onProgress({ step, done: doneIn(erasure) });
      }
      erasure = await finishStep(context, erasure);
    } catch (error) {
      if (!(error instanceof OvertakenError)) throw error;
      erasure = await stored(context, erasure);
    }
  }
  return erasure;
}

function doneIn({ step, counts }: ErasureDocument): number {
  switch (step) {
    case 'dead-letters':
      return counts.deadLetters;
    case 'waiting-replies':
      return counts.parked;
    case 'entries':
    case 'late-entries':
      return counts.entries;
    case 'items':
      return counts.items;
    case 'identities':
      return counts.identities;
    case 'announce':
    case 'evidence':
    case 'finish':
      return 0;
  }
}

async function stored({ collections }: UseCaseContext, { _id }: ErasureDocument): Promise<ErasureDocument> {
  const document = await collections.erasures.get(_id);
  if (document === undefined) throw new Error('an erasure under way was removed');
  return document;
}
