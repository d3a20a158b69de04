import type { DeliveryLedger } from '@onethread/contracts';
import { countParked } from '../parked/list-parked.ts';
import { MAX_COUNTED } from '../reading/read-counts.ts';
import { checkInbound } from './check-inbound.ts';
import { checkOwners } from './check-owners.ts';
import { checkReplies } from './check-replies.ts';
import { checkStreams } from './check-streams.ts';
import type { VerifyContext } from './verify-context.ts';

/**
 * The delivery promises against log and history of a living system, over the window that the log still holds. Reads only;
 * memory holds a batch of records, what looks wrong, and the last message of each of 200,000 identities.
 */
export async function verifyDelivery(context: VerifyContext): Promise<DeliveryLedger> {
  const startedMs = context.now();
  const inbound = await checkInbound(context);
  const streams = await checkStreams(context);
  const replies = await checkReplies(context);
  const owners = await checkOwners(context);
  const checks = [...inbound.checks, ...streams.checks, ...replies.checks, ...owners.checks];
  return {
    ok: checks.every(({ faults }) => faults === 0),
    startedMs,
    finishedMs: context.now(),
    log: context.log.description,
    store: context.store,
    windows: [...inbound.windows, ...streams.windows, ...replies.windows],
    checks,
    counts: [...inbound.counts, ...replies.counts, ...owners.counts, ...(await waiting(context))],
  };
}

async function waiting({ collections }: VerifyContext): Promise<DeliveryLedger['counts']> {
  const open = await collections.deadLetters.count({ index: 'by_state', equals: ['open'] }, MAX_COUNTED);
  const parked = Object.entries(await countParked({ collections }));
  return [
    { name: 'dead letters open', value: open },
    ...parked.map(([channel, value]) => ({ name: `customers whose replies wait: ${channel}`, value })),
  ];
}
