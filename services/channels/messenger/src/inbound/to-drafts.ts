import type { ChannelHost, InboundDraft, KnownSends, ReceiptDraft, StatusDraft } from '@onethread/channel-kit';
import type { IdentityRef, Part, Profile } from '@onethread/contracts';
import { readMetadata } from '../send/metadata.ts';
import type { Profiles } from './profiles.ts';
import type { MetaEvent, MetaMessage } from './read-events.ts';
import { clip, readParts, textPart, type PartReader } from './read-parts.ts';

/** Message ids of one delivery report that are passed on one by one; the watermark covers the rest. */
const MAX_DELIVERED_MIDS = 100;

export interface DraftMaker {
  readonly host: ChannelHost;
  readonly profiles: Profiles;
  readonly knownSends: KnownSends;
  readonly reader: PartReader;
  readonly appId: string | undefined;
}

/** What one update says, in the words of the kit. */
export interface Drafts {
  readonly inbound?: InboundDraft;
  readonly receipts?: readonly ReceiptDraft[];
  readonly status?: StatusDraft;
}

/** Throws only what makes the provider try again: a store that is down. */
export async function toDrafts(maker: DraftMaker, event: MetaEvent): Promise<Drafts> {
  const identity = maker.host.identity(event.pageId, event.psid);
  if (event.message) {
    if (event.message.is_echo === true) return await echo(maker, event, event.message, identity);
    if (event.message.is_deleted === true) return { inbound: unsend(event.message.mid, identity) };
    return { inbound: await message(maker, event, event.message, identity, 'customer') };
  }
  if (event.message_edit) {
    const { mid, text, num_edit: number } = event.message_edit;
    const change = { kind: 'edit' as const, parts: [textPart(text)] };
    return {
      inbound: {
        type: 'revision',
        identity,
        providerMessageId: clip(mid, 1000),
        changeId: `edit:${mid}:${number ?? ''}`,
        change,
      },
    };
  }
  if (event.reaction) return { inbound: reaction(event, event.reaction, identity) };
  if (event.postback || event.optin || event.referral) return { inbound: await choice(maker, event, identity) };
  if (event.delivery) {
    const { mids, watermark } = event.delivery;
    const exact = (mids ?? [])
      .slice(0, MAX_DELIVERED_MIDS)
      .map((mid): ReceiptDraft => ({ identity, receipt: 'delivered', providerMessageId: clip(mid, 1000) }));
    return { receipts: [...exact, { identity, receipt: 'delivered', watermark }] };
  }
  if (event.read) return { receipts: [{ identity, receipt: 'read', watermark: event.read.watermark }] };
  return {};
}

async function message(
  maker: DraftMaker,
  event: MetaEvent,
  content: MetaMessage,
  identity: IdentityRef,
  author: 'customer' | 'agent',
): Promise<InboundDraft> {
  const entryId = maker.host.entryIdOf(event.pageId, content.mid);
  const [parts, profile] = await Promise.all([
    readParts(maker.reader, content, entryId),
    maker.profiles.of(event.pageId, event.psid),
  ]);
  const answered = content.reply_to?.mid;
  return {
    ...draft(event, identity, profile, content.mid, parts),
    author,
    ...(answered ? { threadRefs: [{ kind: 'message', value: clip(answered, 1000) }] } : {}),
  };
}

/** Our own echo only confirms what we sent; any other was written by a person in the Page's inbox, or by another app. */
async function echo(maker: DraftMaker, event: MetaEvent, content: MetaMessage, identity: IdentityRef): Promise<Drafts> {
  const isOtherApp = maker.appId !== undefined && content.app_id !== maker.appId;
  const own = isOtherApp ? undefined : readMetadata(content.metadata ?? '');
  if (own === undefined) {
    if (maker.appId !== undefined && !isOtherApp) return {};
    return { inbound: await message(maker, event, content, identity, 'agent') };
  }
  await maker.knownSends.remember(own.sendId, content.mid);
  // A reply is sent with its last call; earlier ones are for reconciling alone.
  if (!own.isLast) return {};
  const { entryId, attempt } = own;
  return { status: { identity, entryId, attempt, status: 'sent', providerMessageId: content.mid } };
}

async function choice(maker: DraftMaker, event: MetaEvent, identity: IdentityRef): Promise<InboundDraft> {
  const profile = await maker.profiles.of(event.pageId, event.psid);
  const { postback, optin } = event;
  const referral = event.referral ?? postback?.referral;
  const at = event.timestamp ?? 0;
  if (postback) {
    const payload = clip(postback.payload ?? '', 1000);
    const part: Part = { kind: 'choice', title: clip(postback.title ?? payload, 500), payload };
    const id = postback.mid ?? `postback:${event.psid}:${at}:${payload}`;
    return { ...draft(event, identity, profile, clip(id, 1000), [part]), author: 'customer' };
  }
  const [kind, title, payload] = optin
    ? (['optin', optin.title ?? 'Agreed to be written to', optin.ref ?? optin.payload ?? ''] as const)
    : (['referral', 'Came by a link', referral?.ref ?? referral?.ad_id ?? ''] as const);
  const part: Part = { kind: 'choice', title: clip(title, 500), payload: clip(payload, 1000) };
  const id = clip(`${kind}:${event.psid}:${at}:${payload}`, 1000);
  // Nobody wrote anything: shown, but nothing to answer.
  return { ...draft(event, identity, profile, id, [part]), author: 'customer', automatic: true };
}

function draft(event: MetaEvent, identity: IdentityRef, profile: Profile, providerMessageId: string, parts: Part[]) {
  const time = event.timestamp === undefined ? {} : { providerTime: event.timestamp };
  return { type: 'message' as const, identity, profile, providerMessageId, parts, ...time };
}

function reaction(event: MetaEvent, said: NonNullable<MetaEvent['reaction']>, identity: IdentityRef): InboundDraft {
  const emoji = clip(said.emoji ?? said.reaction ?? '?', 40);
  return {
    type: 'revision',
    identity,
    providerMessageId: clip(said.mid, 1000),
    changeId: `reaction:${event.psid}:${said.mid}:${said.action}:${event.timestamp ?? 0}`,
    change: { kind: 'reaction', emoji, active: said.action === 'react' },
  };
}

function unsend(mid: string, identity: IdentityRef): InboundDraft {
  return { type: 'revision', identity, providerMessageId: mid, changeId: `unsend:${mid}`, change: { kind: 'unsend' } };
}
