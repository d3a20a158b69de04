import type { ChannelInfo, Identity, Item, Watermark } from '../../../wire/model.ts';

/** Whether a channel will still deliver to an address, and until when. */
export interface ReplyWindow {
  readonly open: boolean;
  /** 0: no end, or it never opened. */
  readonly closesAtMs: number;
  /** How long it is, of whoever may write longest. 0: no end. */
  readonly hours: number;
  /** Only what a person writes is still delivered: the window of automatic answers is shut. */
  readonly peopleOnly: boolean;
  /** The person may not be written to there, however the window stands. */
  readonly blocked: boolean;
}

/** What is known of a thread that windows are counted from. */
export interface ThreadFacts {
  readonly items: readonly Item[];
  readonly watermarks: Readonly<Record<string, Watermark>>;
}

const HOUR_MS = 3600_000;
/** A window that closes within so long is told with a warning. */
export const CLOSING_SOON_MS = HOUR_MS;

/** The window opens with each message that the person wrote from that very address; without one it is shut. */
export function replyWindow(
  channel: ChannelInfo | undefined,
  identity: Identity,
  thread: ThreadFacts,
  nowMs: number,
): ReplyWindow {
  const blocked = identity.standing === 'blocked';
  const always = { open: !blocked, closesAtMs: 0, hours: 0, peopleOnly: false, blocked };
  if (channel === undefined || channel.replyWindowHours === 0) return always;
  const hours = Math.max(channel.replyWindowHours, channel.personWindowHours);
  const wroteAtMs = lastWroteAtMs(identity, thread);
  if (wroteAtMs === 0) return { ...always, open: false, hours };
  const closesAtMs = wroteAtMs + hours * HOUR_MS;
  const open = closesAtMs > nowMs && !blocked;
  const peopleOnly = open && wroteAtMs + channel.replyWindowHours * HOUR_MS <= nowMs;
  return { open, closesAtMs, hours, peopleOnly, blocked };
}

/** As routing tells it; what came since stands among the items. */
function lastWroteAtMs({ identityId }: Identity, { items, watermarks }: ThreadFacts): number {
  const last = items.findLast((item) => item.identityId === identityId && isWrittenByPerson(item));
  const told = watermarks[identityId]?.wroteAtMs ?? 0;
  if (last?.content.kind !== 'message') return told;
  const tookAtMs = last.content.providerTimeMs === 0 ? Infinity : last.content.providerTimeMs;
  return Math.max(told, Math.min(last.atUs / 1000, tookAtMs));
}

function isWrittenByPerson({ content, erased }: Item): boolean {
  return content.kind === 'message' && !content.fromAgentOutside && !content.automatic && !erased;
}

/** It closes within the hour. */
export function closesSoon({ open, closesAtMs }: ReplyWindow, nowMs: number): boolean {
  return open && closesAtMs > 0 && closesAtMs - nowMs <= CLOSING_SOON_MS;
}

/** How long a window stays open, in one unit. */
export function leftWords(untilMs: number, nowMs: number): string {
  const minutes = Math.max(1, Math.ceil((untilMs - nowMs) / 60_000));
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 72 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

/** Until when a reply is delivered, for the agent. */
export function windowWords(window: ReplyWindow, nowMs: number): string {
  if (window.blocked) return 'blocked: nothing may be sent there';
  if (!window.open) {
    return window.closesAtMs === 0
      ? 'closed: the customer has not written from there'
      : 'closed until the customer writes again';
  }
  if (window.closesAtMs === 0) return 'always open';
  const left = leftWords(window.closesAtMs, nowMs);
  if (window.peopleOnly) return `a person may answer for ${left} more`;
  return closesSoon(window, nowMs) ? `closes in ${left}` : `open for ${left} more`;
}
