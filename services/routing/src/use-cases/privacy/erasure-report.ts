import {
  CONVERSATION_EVENTS,
  INBOUND_MESSAGES,
  INBOUND_RECEIPTS,
  OUTBOUND_STATUS,
  outboundTopic,
} from '@onethread/contracts';
import type { ErasureCounts, ErasureDocument } from '../../stores/erasure-documents.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Topics whose records may hold words, names or addresses of a person. Every channel's replies are kept as long. */
const TOPICS = [INBOUND_MESSAGES, INBOUND_RECEIPTS, CONVERSATION_EVENTS, OUTBOUND_STATUS, outboundTopic('any')];

export interface ErasureReport extends ErasureCounts {
  /** When the last topic that may still hold something has dropped it by its retention, epoch ms. */
  readonly topicsCleanAt: number;
}

export function erasureReport({ counts, finishedAt = 0, lettersKeptUntil }: ErasureDocument): ErasureReport {
  const longest = Math.max(...TOPICS.map(({ retentionDays }) => retentionDays));
  return { ...counts, topicsCleanAt: Math.max(finishedAt + longest * DAY_MS, lettersKeptUntil) };
}
