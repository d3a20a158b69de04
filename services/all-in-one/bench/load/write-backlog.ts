import { join } from 'node:path';
import { INBOUND_MESSAGES, identityIdOf, inboundEntryId, type InboundMessage } from '@onethread/contracts';
import { openSqliteEventLog } from '@onethread/log';
import { createLogger } from '@onethread/runtime';
import { SECRETS } from '../../tests/world.ts';

const CHANNEL = 'sms';
const ACCOUNT = SECRETS.number;
/** Records that are published together. */
const BATCH = 1000;

export interface Backlog {
  readonly messages: number;
  readonly people: number;
}

/** Fills the log of a stopped Onethread with what a channel would have published meanwhile, one person after another. */
export async function writeBacklog(dataFolder: string, { messages, people }: Backlog): Promise<void> {
  const logger = createLogger({ service: 'bench', level: 'warn' });
  const log = await openSqliteEventLog({ file: join(dataFolder, 'log.sqlite'), logger });
  const record = (n: number) => {
    const externalId = `+4477010${String(n % people).padStart(5, '0')}`;
    const providerMessageId = `SM${String(n).padStart(32, '0')}`;
    const identityId = identityIdOf(SECRETS.identityKey, CHANNEL, ACCOUNT, externalId);
    const message: InboundMessage = {
      version: 1,
      type: 'message',
      occurredAt: Date.now(),
      entryId: inboundEntryId(CHANNEL, ACCOUNT, providerMessageId),
      identity: { identityId, channel: CHANNEL, account: ACCOUNT, externalId },
      profile: { phone: externalId },
      providerMessageId,
      providerTime: Date.now(),
      author: 'customer',
      automatic: false,
      threadRefs: [],
      parts: [{ kind: 'text', text: `message ${n} of a long night, as long as people write by SMS` }],
    };
    return { topic: INBOUND_MESSAGES.name, key: identityId, value: JSON.stringify(message) };
  };
  try {
    for (let n = 0; n < messages; n += BATCH)
      await log.publish(Array.from({ length: Math.min(BATCH, messages - n) }, (_, index) => record(n + index)));
  } finally {
    await log.close();
  }
}
