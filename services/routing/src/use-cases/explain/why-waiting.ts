import type { DropCounts, WaitingConversation } from '../../domain/assignment/terms.ts';
import type { ConversationDocument } from '../../stores/documents.ts';
import type { ToldWaiting } from './explanation-terms.ts';
import type { PoolPicture } from './pool-picture.ts';
import type { SettingsNames } from './settings-names.ts';
import { waitingOf } from '../assignment/waiting-of.ts';
import { reasonsInWords, type ToldCounts } from './words.ts';
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
    reasons: reasonsInWords(withUnstable(reasons.dropped, picture, conversation, now), reasons.skills, skillName),
    wouldHelp: wouldHelp({ picture, conversation, reasons, queue, queueName, skillName, now }),
    relaxesAt: reasons.relaxesAt,
    skills: reasons.skills,
    dueAt: conversation.dueAt,
  };
}

/** Of those who are away it is told apart who is so only because of the connection. */
function withUnstable(
  dropped: DropCounts,
  { policy, unstable }: PoolPicture,
  conversation: WaitingConversation,
  now: number,
): ToldCounts {
  const told = [...unstable].filter((agentId) => policy.whyNot(conversation, agentId, now)[0] === 'away').length;
  return told === 0 ? dropped : { ...dropped, away: (dropped.away ?? 0) - told, unstable: told };
}
