import type { DeliveryLedger } from '@onethread/contracts';
import { countParked } from '../parked/list-parked.ts';
import { MAX_COUNTED } from '../reading/read-counts.ts';
import { checkAssignments } from './check-assignments.ts';
import { checkInbound } from './check-inbound.ts';
import { checkOwners } from './check-owners.ts';
import { checkRecordings } from './check-recordings.ts';
import { checkReplies } from './check-replies.ts';
import { checkStreams } from './check-streams.ts';
import type { VerifyContext } from './verify-context.ts';

/**
 * The promises of delivery and of assignment against log and history of a living system, over the window that the log
 * still holds, and what is recorded of decisions. Reads only; memory holds a batch of records, what looks wrong, the last
 * message of each of 200,000 identities, then a number for each of 100,000 streams, then what the policy of a pool holds.
 */
export async function verifyDelivery(context: VerifyContext): Promise<DeliveryLedger> {
  const startedMs = context.now();
  const inbound = await checkInbound(context);
  const streams = await checkStreams(context);
  const replies = await checkReplies(context);
  const owners = await checkOwners(context);
  const assignments = await checkAssignments(context);
  const recordings = await checkRecordings(context);
  const all = [inbound, streams, replies, owners, assignments, recordings];
  const checks = all.flatMap((one) => one.checks);
  return {
    ok: checks.every(({ faults }) => faults === 0),
    startedMs,
    finishedMs: context.now(),
    log: context.log.description,
    store: context.store,
    windows: [...inbound.windows, ...streams.windows, ...replies.windows],
    checks,
    counts: [...all.flatMap((one) => one.counts), ...(await waiting(context))],
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
