/** How many first bytes tell a file's type. */
export const SNIFF_BYTES = 4100;

export interface SniffedType {
  readonly contentType: string;
  /** image, audio, video or file. */
  readonly fileKind: 'image' | 'audio' | 'video' | 'file';
}

type Signature = readonly [
  type: string,
  offset: number,
  bytes: string,
  then?: readonly [offset: number, bytes: string],
];

const SIGNATURES: readonly Signature[] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['image/webp', 0, 'RIFF', [8, 'WEBP']],
  ['audio/wav', 0, 'RIFF', [8, 'WAVE']],
  ['image/heic', 4, 'ftyp', [8, 'heic']],
  ['image/heic', 4, 'ftyp', [8, 'mif1']],
  ['image/avif', 4, 'ftyp', [8, 'avif']],
  ['audio/mp4', 4, 'ftyp', [8, 'M4A']],
  ['video/quicktime', 4, 'ftyp', [8, 'qt  ']],
  ['video/mp4', 4, 'ftyp'],
  ['video/webm', 0, '\x1a\x45\xdf\xa3'],
  ['audio/ogg', 0, 'OggS'],
  ['audio/mpeg', 0, 'ID3'],
  ['audio/mpeg', 0, '\xff\xfb'],
  ['audio/flac', 0, 'fLaC'],
  ['application/pdf', 0, '%PDF-'],
  ['application/zip', 0, 'PK\x03\x04'],
  ['application/gzip', 0, '\x1f\x8b'],
];

/** Types that a page may show in place; everything else is only ever downloaded. */
export const INLINE_TYPES: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'audio/wav',
  'audio/mp4',
  'audio/ogg',
  'audio/mpeg',
  'video/mp4',
  'video/webm',
]);

/** What a file is by its first bytes, whatever its sender says. Markup and scripts are plain `file`s, never shown. */
export function sniffType(head: Uint8Array): SniffedType {
  const text = Buffer.from(head).toString('latin1');
  const found = SIGNATURES.find(
    ([, offset, bytes, then]) =>
      text.startsWith(bytes, offset) && (then === undefined || text.startsWith(then[1], then[0])),
  );
  if (found !== undefined) return { contentType: found[0], fileKind: kindOf(found[0]) };
  return { contentType: isPlainText(head) ? 'text/plain' : 'application/octet-stream', fileKind: 'file' };
}

/** Does the sender's claim contradict the bytes? Claims that promise nothing shown or played are not held against it. */
export function contradicts(claimed: string, sniffed: SniffedType): boolean {
  const [kind = ''] = claimed.toLowerCase().split('/');
  const promised = kind === 'image' || kind === 'audio' || kind === 'video';
  if (!promised)
    return claimed.toLowerCase().startsWith('application/pdf') && sniffed.contentType !== 'application/pdf';
  // Containers hold either: a voice message may be announced as video and the other way round.
  if (kind !== 'image') return sniffed.fileKind !== 'audio' && sniffed.fileKind !== 'video';
  return sniffed.fileKind !== 'image';
}

function kindOf(contentType: string): SniffedType['fileKind'] {
  const [kind] = contentType.split('/');
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file';
}

function isPlainText(head: Uint8Array): boolean {
  if (head.length === 0 || head.includes(0)) return false;
  const text = new TextDecoder('utf-8').decode(head.subarray(0, head.length - (head.length === SNIFF_BYTES ? 4 : 0)));
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return !/[\x01-\x08\x0e-\x1f\ufffd]/.test(text) && !/^\s*<(!doctype|html|script|svg|\?xml)/i.test(text);
}
