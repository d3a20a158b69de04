import { isPictureOf } from '@onethread/contracts';
import type { InboundProfile } from '@onethread/contracts';
import { meetIdentity } from '../../stores/identities.ts';
import { keepPicture } from '../../stores/pictures.ts';
import type { UseCaseContext } from '../context.ts';
import { tellConversations } from '../tell-conversations.ts';
import { weighLater } from './weigh-later.ts';

/**
 * A channel learned something of a person beside what they write. Idempotent; what is older than what was told, or than
 * the person's erasure, changes nothing and leaves no file behind.
 */
export async function receiveProfile(context: UseCaseContext, told: InboundProfile): Promise<void> {
  const { avatarBlobId, ...claims } = told.profile;
  const identity = await meetIdentity(context, told.identity, claims, told.occurredAt);
  await weighLater(context, identity);
  if (avatarBlobId === undefined) return;
  // By its name it is a picture of this person, so that nothing else is ever deleted in its place.
  if (avatarBlobId !== '' && !isPictureOf(identity._id, avatarBlobId)) {
    context.count?.('alien-picture');
    return;
  }
  const counts = await keepPicture(context, identity, { blobId: avatarBlobId, at: told.occurredAt });
  if (!counts) context.count?.('older-picture');
  else await tellConversations(context, [identity.customerId]);
}
