import type { InboundDraft } from '@onethread/channel-kit';
import type { IdentityRef, Part } from '@onethread/contracts';
import { card, clip } from '@onethread/meta-graph';
import { messageDraft, type DraftMaker } from './draft-maker.ts';
import type { MetaEvent } from './read-events.ts';
import { referralCard } from './referral-card.ts';

interface Touch {
  readonly kind: string;
  readonly parts: Part[];
  /** Tells two of the same moment apart. */
  readonly distinct: string;
  readonly mid?: string | null | undefined;
  /** Nobody wrote anything: shown, but nothing to answer. */
  readonly automatic: boolean;
}

/** What a person or another app does beside writing: buttons, links, consent, who controls the thread. */
export async function touchDraft(maker: DraftMaker, event: MetaEvent, identity: IdentityRef): Promise<InboundDraft> {
  const touch = touchOf(event);
  const profile = await maker.profiles.of(event.accountId, event.personId);
  const id = touch.mid ?? `${touch.kind}:${event.personId}:${event.timestamp ?? 0}:${touch.distinct}`;
  return {
    ...messageDraft(event, identity, profile, clip(id, 1000), touch.parts),
    author: 'customer',
    ...(touch.automatic ? { automatic: true } : {}),
  };
}

function touchOf(event: MetaEvent): Touch {
  const { postback, optin, referral, account_linking: linking } = event;
  if (postback) {
    const payload = clip(postback.payload ?? '', 1000);
    const choice: Part = { kind: 'choice', title: clip(postback.title ?? payload, 500), payload };
    const parts = postback.referral ? [choice, referralCard(postback.referral)] : [choice];
    return { kind: 'postback', parts, distinct: payload, mid: postback.mid, automatic: false };
  }
  if (optin) {
    const payload = optin.ref ?? optin.payload ?? '';
    const stopped = optin.notification_messages_status === 'STOP_NOTIFICATIONS';
    const title = optin.title ?? (stopped ? 'Wants no more notifications' : 'Agreed to be written to');
    const part: Part = { kind: 'choice', title: clip(title, 500), payload: clip(payload, 1000) };
    return { kind: 'optin', parts: [part], distinct: payload, automatic: true };
  }
  if (referral) {
    const distinct = referral.ref ?? referral.ad_id ?? '';
    return { kind: 'referral', parts: [referralCard(referral)], distinct, automatic: true };
  }
  if (linking) {
    const words = linking.status === 'linked' ? 'Linked an account' : 'Unlinked the account';
    return { kind: 'account_linking', parts: [card(words)], distinct: linking.status, automatic: true };
  }
  return threadControl(event);
}

function threadControl(event: MetaEvent): Touch {
  const [kind, words] = event.pass_thread_control
    ? (['pass_thread_control', 'Another app handed the conversation over to us'] as const)
    : event.request_thread_control
      ? (['request_thread_control', 'Another app asks for the conversation'] as const)
      : (['take_thread_control', 'Another app took the conversation over'] as const);
  const metadata = event[kind]?.metadata;
  const title = metadata ? `${words}: ${metadata}` : words;
  return { kind, parts: [card(title)], distinct: metadata ?? '', automatic: true };
}
