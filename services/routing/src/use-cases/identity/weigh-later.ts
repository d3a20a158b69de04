import type { IdentityDocument } from '../../stores/identity-documents.ts';
import type { UseCaseContext } from '../context.ts';
import { weighIdentity } from './weigh-identity.ts';

/**
 * After what was to be stored is stored: weighs an identity of which something new was told. A fault must not hold the
 * record up; the identity keeps its `todo`, and the sweeper repeats it.
 */
export async function weighLater(context: UseCaseContext, identity: IdentityDocument): Promise<void> {
  if (identity.todo === undefined) return;
  try {
    await weighIdentity(context, identity._id);
  } catch (error) {
    context.logger.warn({ err: error, identityId: identity._id }, 'an identity was not weighed, it is repeated');
  }
}
