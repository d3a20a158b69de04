import { followUpEntryId } from '@onethread/contracts';
import type { IdentityId } from '@onethread/contracts';
import { OutcomeUnknownError } from '@onethread/documents';
import type { ByAgent } from '../../domain/evidence.ts';
import type { AuditAction, IdentityAuditDocument } from '../../stores/identity-documents.ts';
import type { UseCaseContext } from '../context.ts';

export interface Audited {
  /** Names the occasion: told again, it is the same line. */
  readonly occasion: string;
  readonly action: AuditAction;
  /** One or two identities. */
  readonly ends: readonly IdentityId[];
  readonly evidence?: string;
  readonly by?: ByAgent;
  /** An agent's own words, or a stable word that explains it; never an address or a code. */
  readonly note?: string;
}

/** Writes one line of the trail of who was held for whom. Repeatable by `occasion`. */
export async function writeAudit(
  { collections, now }: Pick<UseCaseContext, 'collections' | 'now'>,
  { occasion, ...what }: Audited,
): Promise<void> {
  const line: Omit<IdentityAuditDocument, 'rev'> = {
    _id: followUpEntryId(occasion, `audit.${what.action}`),
    at: now(),
    ...what,
  };
  try {
    await collections.identityAudit.insert(line);
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw error;
    if ((await collections.identityAudit.get(line._id)) === undefined) throw error;
  }
}
