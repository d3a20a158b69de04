import type { ChannelInfo, Identity, Item } from '../../../wire/model.ts';

/** Whether a channel will still deliver to an address, and until when. */
export interface ReplyWindow {
  readonly open: boolean;
  /** 0: no end. */
  readonly closesAtMs: number;
}

const HOUR_MS = 3600_000;

/** The window opens with each message from that address. Without one in sight, it is taken to be shut. */
export function replyWindow(
  channel: ChannelInfo | undefined,
  identity: Identity,
  items: readonly Item[],
  nowMs: number,
): ReplyWindow {
  if (channel === undefined || channel.replyWindowHours === 0) return { open: true, closesAtMs: 0 };
  const last = items.findLast((item) => item.identityId === identity.identityId && item.content.kind === 'message');
  if (last === undefined) return { open: false, closesAtMs: 0 };
  const closesAtMs = last.atUs / 1000 + channel.replyWindowHours * HOUR_MS;
  return { open: closesAtMs > nowMs, closesAtMs };
}

export interface Written {
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly contentType: string; readonly sizeBytes: number }[];
}

/** What stands in the way of sending, in plain words; empty when nothing does. */
export function replyProblems(channel: ChannelInfo | undefined, written: Written): readonly string[] {
  if (channel === undefined) return [];
  const problems: string[] = [];
  const over = channel.maxTextLength === 0 ? 0 : written.text.length - channel.maxTextLength;
  if (over > 0) problems.push(`${channel.label} takes ${channel.maxTextLength} characters: ${over} too many.`);
  if (written.files.length > channel.maxFiles) {
    problems.push(
      channel.maxFiles === 0
        ? `${channel.label} takes no files.`
        : `${channel.label} takes ${channel.maxFiles} files at most.`,
    );
  }
  for (const file of written.files) {
    if (channel.maxFileBytes > 0 && file.sizeBytes > channel.maxFileBytes) {
      problems.push(`${file.name} is too large for ${channel.label} (${fileSize(channel.maxFileBytes)} at most).`);
    } else if (!takesType(channel.fileTypes, file.contentType))
      problems.push(`${channel.label} does not take ${file.name}.`);
  }
  return problems;
}

/** A size as people read it. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace('.0', '')} MB`;
}

/** Patterns are whole types, `image/*`, or `*`. */
function takesType(patterns: readonly string[], contentType: string): boolean {
  if (patterns.length === 0) return true;
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? contentType.startsWith(pattern.replace(/\*(\/\*)?$/, '')) : pattern === contentType,
  );
}
