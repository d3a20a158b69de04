import { openStage, type Life, type Stage } from '@onethread/channel-kit/contract';
import { INBOUND_MESSAGES, INBOUND_RECEIPTS, inboundRecordSchema, receiptSchema } from '@onethread/contracts';
import type { InAppSettings } from '../config.ts';
import { inAppChannel } from '../definition.ts';
import { ScriptedHistory } from './scripted-history.ts';

const GRPC_SECRET = 'secret-of-the-grpc-tokens-in-tests';
export const JWT_SECRET = 'secret-of-the-users-tokens-in-tests';

/** The real channel on real stores and a real port; what it publishes comes back in the feed of a scripted history. */
export interface InAppStage extends AsyncDisposable {
  readonly stage: Stage;
  readonly history: ScriptedHistory;
  readonly life: Life;
  /** http://127.0.0.1:<port> */
  readonly url: string;
}

export function settingsFor(history: ScriptedHistory, over: Partial<InAppSettings> = {}): InAppSettings {
  return {
    apps: [{ id: 'app', label: 'In-app chat' }],
    jwtSecret: JWT_SECRET,
    jwtKeys: [],
    vapidPublicKey: undefined,
    vapidPrivateKey: undefined,
    pushSubject: 'mailto:support@example.org',
    pushHosts: [],
    pictureHosts: undefined,
    linkSecret: 'secret-of-the-links-to-files-in-tests',
    routingAddress: history.address,
    tokenSecret: GRPC_SECRET,
    ...over,
  };
}

export async function startHistory(): Promise<ScriptedHistory> {
  const history = new ScriptedHistory(GRPC_SECRET);
  await history.start();
  return history;
}

export async function openInAppStage(over: Partial<InAppSettings> = {}): Promise<InAppStage> {
  const history = await startHistory();
  const stage = await openStage();
  await stage.log.broadcast({
    topic: INBOUND_MESSAGES.name,
    handle({ value }) {
      const record = inboundRecordSchema.parse(JSON.parse(value));
      if (record.type === 'evidence') history.join(record.identity.identityId, record.other.identityId);
      if (record.type !== 'message') return;
      history.message(record.identity.identityId, record.entryId, record.providerMessageId, record.parts);
    },
  });
  await stage.log.broadcast({
    topic: INBOUND_RECEIPTS.name,
    handle({ value }) {
      const receipt = receiptSchema.safeParse(JSON.parse(value));
      if (!receipt.success || receipt.data.receipt !== 'read' || receipt.data.upToEntryId === undefined) return;
      history.customerRead(receipt.data.identity.identityId, receipt.data.upToEntryId);
    },
  });
  const life = await stage.run(inAppChannel, settingsFor(history, over));
  return {
    stage,
    history,
    life,
    url: stage.http.publicUrl,
    async [Symbol.asyncDispose]() {
      await stage[Symbol.asyncDispose]();
      await history.stop();
    },
  };
}
