import { customerIdOf } from '@onethread/contracts';
import type { IdentityId, ParkedReport } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import type { ParkedDocument } from '../../stores/documents.ts';
import type { UseCaseContext } from '../context.ts';

/** Longer than the log keeps reports, so that none of them comes back after its successor was forgotten. */
const KNOWN_FOR_MS = 8 * 24 * 60 * 60 * 1000;

/** Keeps what a channel says of a customer's waiting replies; an older report never replaces a newer one. Idempotent. */
export async function recordParkedReport(context: UseCaseContext, report: ParkedReport): Promise<void> {
  const identityId = report.identity.identityId as IdentityId;
  await changeDocument<ParkedDocument>(context.collections.parked, {
    id: identityId,
    make: (known) =>
      known !== undefined && !isNewer(report, known.told) ? known : documentOf(context, identityId, report),
  });
}

function isNewer({ since, revision }: ParkedReport, told: ParkedDocument['told']): boolean {
  return since === told.since ? revision > told.revision : since > told.since;
}

function documentOf(
  { now }: UseCaseContext,
  identityId: IdentityId,
  report: ParkedReport,
): Omit<ParkedDocument, 'rev'> {
  const { identity, since, revision, dueAt, givesUpAt, replies, reason, occurredAt } = report;
  const base = {
    _id: identityId,
    told: { since, revision },
    reportedAt: occurredAt,
    expiresAt: Math.max(now(), occurredAt) + KNOWN_FOR_MS,
  };
  if (replies === 0) return base;
  return {
    ...base,
    since,
    channel: identity.channel,
    account: identity.account,
    customerId: customerIdOf(identityId),
    dueAt,
    replies,
    ...(givesUpAt === undefined ? {} : { givesUpAt }),
    ...(reason === undefined ? {} : { code: reason.code, reason: reason.text }),
  };
}
