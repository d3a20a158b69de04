import type { ConversationDocument } from '../../stores/documents.ts';
import type { ToldWaiting } from './explanation-terms.ts';
import type { PoolPicture } from './pool-picture.ts';
import type { SettingsNames } from './settings-names.ts';
import { waitingOf } from './waiting-of.ts';
import { reasonsInWords } from './words.ts';
import { wouldHelp } from './would-help.ts';

/** Why a conversation that waits does so still. `now` in epoch ms. */
export function whyWaiting(
  document: ConversationDocument,
  picture: PoolPicture,
  names: SettingsNames,
  now: number,
): ToldWaiting | undefined {
  const { policy } = picture;
  const conversation = waitingOf(document, now);
  // What was read of it with all others may be older.
  policy.setWaiting(conversation, now);
  const reasons = policy.reasons(document._id, now);
  if (reasons === undefined) return undefined;
  const { queueName, skillName } = names;
  const queue = names.queue(document.queueId);
  return {
    since: conversation.waitingSince,
    ahead: picture.isWhole ? reasons.ahead : undefined,
    reasons: reasonsInWords(reasons.dropped, reasons.skills, skillName),
    wouldHelp: wouldHelp({ picture, conversation, reasons, queue, queueName, skillName, now }),
    relaxesAt: reasons.relaxesAt,
    skills: reasons.skills,
    dueAt: conversation.dueAt,
  };
}
