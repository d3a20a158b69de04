import {
  CONSUMER_GROUPS,
  DEAD_LETTERS,
  INBOUND_MESSAGES,
  INBOUND_RECEIPTS,
  OUTBOUND_STATUS,
} from '@onethread/contracts';
import type { InboundMessage, InboundRecord } from '@onethread/contracts';
import type { EventLog, LogRecord, PoisonFailure, Subscription } from '@onethread/log';
import { announceTyping } from '../../use-cases/announce-typing.ts';
import { applyRevision } from '../../use-cases/apply-revision.ts';
import type { UseCaseContext } from '../../use-cases/context.ts';
import { receiveEvidence } from '../../use-cases/identity/receive-evidence.ts';
import { receiveProfile } from '../../use-cases/identity/receive-profile.ts';
import { placePlaceholder } from '../../use-cases/place-placeholder.ts';
import { receiveStanding } from '../../use-cases/receive-standing.ts';
import { receiveMessage } from '../../use-cases/receive-message.ts';
import { recordReceipt } from '../../use-cases/record-receipt.ts';
import { recordStatus } from '../../use-cases/record-status.ts';
import { storeChannelAnnouncement } from '../../use-cases/store-channel-announcement.ts';
import { recordDeadLetter, recordIdOf } from '../../use-cases/dead-letters/record-dead-letter.ts';
import { recordParkedReport } from '../../use-cases/parked/record-parked-report.ts';
import { closePlaceholder, placeholderOf } from '../../use-cases/placeholders.ts';
import { decodeDeadLetter, replayOfRecord } from './decode-dead-letter.ts';
import { decodeInbound, decodeReceipt, decodeReport, remainsOf } from './decode-record.ts';

export interface HistoryConsumers {
  /** Finishes what is in work; resolves when nothing more comes. */
  stop(): Promise<void>;
}

/**
 * From the log into history: group `router` on customers' messages, `router-receipts` on receipts and statuses,
 * `dead-letters` on what could not be processed.
 */
export async function startHistoryConsumers(
  log: Pick<EventLog, 'subscribe'>,
  context: UseCaseContext,
): Promise<HistoryConsumers> {
  const started: Subscription[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((subscription) => subscription.stop()));
  };
  try {
    started.push(
      await log.subscribe({
        topic: INBOUND_MESSAGES.name,
        group: CONSUMER_GROUPS.router,
        handle: (record) => handleInbound(context, record),
        onPoison: (record, failure) => keepPlace(context, record, failure),
      }),
      await log.subscribe({
        topic: INBOUND_RECEIPTS.name,
        group: CONSUMER_GROUPS.routerReceipts,
        handle: (record) => handleReceipt(context, record),
      }),
      await log.subscribe({
        topic: OUTBOUND_STATUS.name,
        group: CONSUMER_GROUPS.routerReceipts,
        handle: (record) => handleReport(context, record),
      }),
      await log.subscribe({
        topic: DEAD_LETTERS.name,
        group: CONSUMER_GROUPS.deadLetters,
        handle: (record) => recordDeadLetter(context, decodeDeadLetter(record)),
      }),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

async function handleInbound(context: UseCaseContext, record: LogRecord): Promise<void> {
  const inbound = decodeInbound(record);
  const replayOf = replayOfRecord(record)?.recordId;
  if (inbound.type === 'message') {
    await receiveMessage(context, inbound, replayOf === undefined ? {} : { replayOf });
    return;
  }
  await takeFact(context, inbound);
  const placeholder = replayOf && (await placeholderOf(context, { recordId: replayOf }));
  if (placeholder) await closePlaceholder(context, placeholder, 'repaired');
}

async function takeFact(context: UseCaseContext, inbound: Exclude<InboundRecord, InboundMessage>): Promise<void> {
  switch (inbound.type) {
    case 'evidence':
      await receiveEvidence(context, inbound);
      return;
    case 'profile':
      await receiveProfile(context, inbound);
      return;
    case 'revision':
      await applyRevision(context, inbound);
      return;
    case 'standing':
      await receiveStanding(context, inbound);
      return;
  }
}

async function handleReport(context: UseCaseContext, record: LogRecord): Promise<void> {
  const report = decodeReport(record);
  if (report.type === 'status') await recordStatus(context, report);
  else await recordParkedReport(context, report);
}

async function handleReceipt(context: UseCaseContext, record: LogRecord): Promise<void> {
  const receipt = decodeReceipt(record);
  switch (receipt.type) {
    case 'receipt':
      await recordReceipt(context, receipt);
      return;
    case 'typing':
      await announceTyping(context, receipt);
      return;
    case 'channel-announced':
      await storeChannelAnnouncement(context, receipt);
      return;
  }
}

async function keepPlace(context: UseCaseContext, record: LogRecord, { code }: PoisonFailure): Promise<void> {
  const replayOf = replayOfRecord(record)?.recordId;
  await placePlaceholder(context, {
    ...remainsOf(record),
    recordId: recordIdOf(record),
    code,
    ...(replayOf === undefined ? {} : { replayOf }),
  });
}
