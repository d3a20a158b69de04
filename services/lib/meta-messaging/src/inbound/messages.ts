import type { InboundDraft } from '@onethread/channel-kit';
import type { IdentityRef } from '@onethread/contracts';
import { clip, readSendMark } from '@onethread/meta-graph';
import { messageDraft, type DraftMaker, type Drafts } from './draft-maker.ts';
import type { MetaMessage } from './event-schemas.ts';
import type { MetaEvent } from './read-events.ts';
import { readParts } from './read-parts.ts';

export async function messageOf(
  maker: DraftMaker,
  event: MetaEvent,
  content: MetaMessage,
  identity: IdentityRef,
  author: 'customer' | 'agent',
): Promise<InboundDraft> {
  const entryId = maker.host.entryIdOf(event.accountId, content.mid);
  const [parts, profile] = await Promise.all([
    readParts(maker.reader, content, entryId),
    maker.profiles.of(event.accountId, event.personId),
  ]);
  const answered = content.reply_to?.mid;
  return {
    ...messageDraft(event, identity, profile, content.mid, parts),
    author,
    ...(answered ? { threadRefs: [{ kind: 'message', value: clip(answered, 1000) }] } : {}),
  };
}

/** Our own echo only confirms what we sent; any other was written by a person in the provider's inbox, or by another app. */
export async function echoDrafts(
  maker: DraftMaker,
  event: MetaEvent,
  content: MetaMessage,
  identity: IdentityRef,
): Promise<Drafts> {
  const { knownSends, expectedEchoes, appId } = maker;
  const isOtherApp = appId !== undefined && content.app_id !== undefined && content.app_id !== appId;
  const metadata = isOtherApp ? undefined : readSendMark(content.metadata ?? '');
  const own = metadata ?? (isOtherApp ? undefined : await expectedEchoes?.take(identity, content));
  if (own === undefined) {
    const isOurApp = appId !== undefined && content.app_id === appId;
    if (isOurApp || (await knownSends.belongsToAnother(content.mid, ''))) return {};
    return { inbound: await messageOf(maker, event, content, identity, 'agent') };
  }
  await knownSends.remember(own.sendId, content.mid);
  // A reply is sent with its last call; earlier ones are for reconciling alone.
  if (!own.isLast) return {};
  const { entryId, attempt } = own;
  return { status: { identity, entryId, attempt, status: 'sent', providerMessageId: content.mid } };
}
