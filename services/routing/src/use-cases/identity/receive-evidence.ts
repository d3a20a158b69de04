import type { InboundEvidence } from '@onethread/contracts';
import { meetIdentity } from '../../stores/identities.ts';
import type { UseCaseContext } from '../context.ts';
import { proposeLink } from '../link-identities.ts';
import { rejudgeUser } from './rejudge-user.ts';
import { weighLater } from './weigh-later.ts';

/**
 * A channel has seen both proofs that two identities are one person. Told again it changes nothing; told after an agent
 * had taken the link back, it counts where it happened after that (`domain/evidence.ts`).
 */
export async function receiveEvidence(
  context: UseCaseContext,
  told: InboundEvidence,
): Promise<'linked' | 'refused' | 'ignored'> {
  const identity = await meetIdentity(context, told.identity, told.profile, told.occurredAt);
  const other = await meetIdentity(context, told.other, {}, told.occurredAt);
  if (identity._id === other._id) {
    context.countIdentity?.('evidence-of-itself');
    return 'ignored';
  }
  if (identity.todo !== undefined) await rejudgeUser(context, identity);
  const { state } = await proposeLink(context, {
    a: identity._id,
    b: other._id,
    evidence: told.evidence,
    proved: true,
    at: told.occurredAt,
  });
  await weighLater(context, identity);
  return state === 'active' ? 'linked' : 'refused';
}
