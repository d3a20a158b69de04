import { CONSUMER_GROUPS, INBOUND_MESSAGES, INBOUND_RECEIPTS, OUTBOUND_STATUS } from '@onethread/contracts';
import type { EventLog, LogRecord, PoisonFailure, Subscription } from '@onethread/log';
import { announceTyping } from '../../use-cases/announce-typing.ts';
import { applyRevision } from '../../use-cases/apply-revision.ts';
import type { UseCaseContext } from '../../use-cases/context.ts';
import { placePlaceholder } from '../../use-cases/place-placeholder.ts';
import { receiveMessage } from '../../use-cases/receive-message.ts';
import { recordReceipt } from '../../use-cases/record-receipt.ts';
import { recordStatus } from '../../use-cases/record-status.ts';
import { storeChannelAnnouncement } from '../../use-cases/store-channel-announcement.ts';
import { decodeInbound, decodeReceipt, decodeStatus, remainsOf } from './decode-record.ts';

export interface HistoryConsumers {
  /** Finishes what is in work; resolves when nothing more comes. */
  stop(): Promise<void>;
}

/** From the log into history: group `router` on customers' messages, `router-receipts` on receipts and statuses. */
export async function startHistoryConsumers(log: EventLog, context: UseCaseContext): Promise<HistoryConsumers> {
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
        handle: async (record) => void (await recordStatus(context, decodeStatus(record))),
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
  if (inbound.type === 'message') await receiveMessage(context, inbound);
  else await applyRevision(context, inbound);
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
  const { topic, partition, offset } = record;
  await placePlaceholder(context, { ...remainsOf(record), recordId: `${topic}/${partition}/${offset}`, code });
}
