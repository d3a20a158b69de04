import type { ChannelInfo } from '../../../wire/model.ts';

/** A size as people read it. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace('.0', '')} MB`;
}

/** Patterns are whole types, `image/*`, or `*`; none: any. */
export function takesType(patterns: readonly string[], contentType: string): boolean {
  return patterns.length === 0 || patterns.some((pattern) => fits(pattern, contentType));
}

function fits(pattern: string, contentType: string): boolean {
  return pattern.endsWith('*') ? contentType.startsWith(pattern.replace(/\*(\/\*)?$/, '')) : pattern === contentType;
}

/** Most bytes of one file of a type; 0: no limit is known. */
export function fileLimit(
  { maxFileBytes, fileLimits }: Pick<ChannelInfo, 'maxFileBytes' | 'fileLimits'>,
  contentType: string,
): number {
  const own = fileLimits.find(({ type }) => fits(type, contentType))?.maxBytes;
  return own === undefined ? maxFileBytes : Math.min(own, maxFileBytes || own);
}

/** For the `accept` of a file field; empty: any. */
export function acceptOf({ fileTypes }: Pick<ChannelInfo, 'fileTypes'>): string {
  return fileTypes.some((type) => type === '*' || type === '*/*') ? '' : fileTypes.join(',');
}

const FAMILIES: Readonly<Record<string, string>> = {
  'image/*': 'pictures',
  'audio/*': 'audio',
  'video/*': 'video',
  'text/*': 'text files',
  'application/pdf': 'PDF',
};

/** Types as people call them: “pictures, PDF and audio”. */
export function typeWords(types: readonly string[]): string {
  const names = [...new Set(types.map((type) => FAMILIES[type] ?? type.slice(type.indexOf('/') + 1).toUpperCase()))];
  const [last = '', ...others] = names.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
}

/** What may be attached, before anything is: one sentence. */
export function filesHint(channel: ChannelInfo): string {
  if (channel.maxFiles === 0) return `${channel.label} takes no files.`;
  const count = channel.maxFiles === 1 ? 'one file' : `up to ${channel.maxFiles} files`;
  const types = channel.fileTypes.length === 0 ? '' : ` (${typeWords(channel.fileTypes)})`;
  const each = channel.maxFileBytes === 0 ? '' : `, ${fileSize(channel.maxFileBytes)} each`;
  const smaller = channel.fileLimits
    .filter(({ maxBytes }) => channel.maxFileBytes === 0 || maxBytes < channel.maxFileBytes)
    .map(({ type, maxBytes }) => `${typeWords([type])} ${fileSize(maxBytes)}`);
  const total = channel.maxTotalFileBytes === 0 ? '' : `, ${fileSize(channel.maxTotalFileBytes)} together`;
  const limits = smaller.length === 0 ? '' : `; ${smaller.join(', ')}`;
  return `${channel.label} takes ${count}${types}${each}${total}${limits}.`;
}
