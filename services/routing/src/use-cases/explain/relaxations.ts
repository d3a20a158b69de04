import type { QueueSettings } from '@onethread/contracts';
import type { WaitingConversation, WaitingReasons } from '../../domain/assignment/terms.ts';
import { durationWords, skillWords, type SkillName } from './words.ts';

export interface RelaxationParts {
  readonly conversation: WaitingConversation;
  readonly reasons: WaitingReasons;
  readonly queue: QueueSettings | undefined;
  readonly queueName: (queueId: string) => string;
  readonly skillName: SkillName;
  readonly now: number;
}

/** The steps that are still to come, soonest first: "in 12 s French 2 is enough". */
export function relaxationsInWords(parts: RelaxationParts): readonly string[] {
  const { conversation, reasons, queue, queueName, skillName, now } = parts;
  if (queue === undefined || reasons.step === 'anyone') return [];
  const steps: { readonly after: number; readonly words: string }[] = [
    ...queue.relax.map(({ afterSeconds, skills }) => ({
      after: afterSeconds,
      words: skills.length === 0 ? 'no skill is asked for any more' : `${skillWords(skills, skillName)} is enough`,
    })),
    ...queue.overflow.map(({ afterSeconds, queue: other }) => ({
      after: afterSeconds,
      words: `those who serve ${queueName(other)} are asked too`,
    })),
  ];
  const anyone = queue.anyoneAfterSeconds;
  if (anyone !== undefined) steps.push({ after: anyone, words: 'anyone in the pool is asked' });
  if (reasons.step === 'sticky') steps.push({ after: queue.stickySeconds, words: 'others are asked too' });
  return steps
    .filter(({ after }) => anyone === undefined || after <= anyone)
    .map(({ after, words }) => ({ leftMs: conversation.waitingSince + after * 1000 - now, words }))
    .filter(({ leftMs }) => leftMs > 0)
    .toSorted((one, other) => one.leftMs - other.leftMs)
    .map(({ leftMs, words }) => `in ${durationWords(leftMs)} ${words}`);
}
