import { randomUUID } from 'node:crypto';
import { INBOUND_MESSAGES } from '@onethread/contracts';
import { doubleWebhooks } from '../faults/double-webhooks.ts';
import { withLog, type Sabotage } from './sabotage.ts';

export const noDedupe: Sabotage = {
  name: 'no-dedupe',
  about: 'a message delivered again gets another idempotency key',
  breaks: 'once',
  foundAs: / is (stored|shown.*) twice$/u,
  shownBy: [doubleWebhooks],
  log: (log) =>
    withLog(log, {
      publish: (records) =>
        log.publish(
          records.map((record) =>
            record.topic === INBOUND_MESSAGES.name
              ? { ...record, value: JSON.stringify({ ...(JSON.parse(record.value) as object), entryId: randomUUID() }) }
              : record,
          ),
        ),
    }),
};
