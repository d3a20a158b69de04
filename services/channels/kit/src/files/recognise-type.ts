export interface RecognisedType {
  readonly kind: 'image' | 'audio' | 'video' | 'file';
  readonly contentType: string;
}

/** How much of a file's beginning is looked at. */
export const SAMPLE_BYTES = 64 * 1024;

const OPAQUE: RecognisedType = { kind: 'file', contentType: 'application/octet-stream' };
const MARKUP = /^\s*(<\?xml|<!doctype|<!--|<\w)|<(html|script|svg|body|iframe|head|meta)[\s>/]/i;

/** Control characters other than tabs, line ends, and form feeds. */
const BINARY = /(?![\t\n\v\f\r])\p{Cc}/u;

/** What browsers show as a picture, without the power to run anything. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/apng']);
/** Documents that are shown under their own name; everything else that is not sound, film or text is opaque. */
const DOCUMENTS = new Set([
  'application/pdf',
  'application/zip',
  'application/gzip',
  'application/x-7z-compressed',
  'application/x-rar-compressed',
  'application/x-tar',
  'application/rtf',
  'application/x-cfb',
  'application/epub+zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
  'image/heic',
  'image/heif',
  'image/tiff',
  'image/bmp',
]);

/**
 * What a file really is, by its first bytes. An allow-list: html, svg, programs and all that is unknown become
 * `application/octet-stream`, which no browser opens. The sender's claim only tells csv from other plain text.
 */
export async function recogniseType(sample: Uint8Array, claimedType: string | undefined): Promise<RecognisedType> {
  const found = await sniff(sample.subarray(0, SAMPLE_BYTES));
  if (found === undefined) return isPlainText(sample) ? textType(claimedType) : OPAQUE;
  const kind = kindOf(found);
  return kind !== 'file' || DOCUMENTS.has(found) ? { kind, contentType: found } : OPAQUE;
}

/** How a recognised type is shown. */
export function kindOf(contentType: string): RecognisedType['kind'] {
  if (PICTURES.has(contentType)) return 'image';
  if (contentType.startsWith('audio/')) return 'audio';
  return contentType.startsWith('video/') ? 'video' : 'file';
}

async function sniff(sample: Uint8Array): Promise<string | undefined> {
  try {
    // Loaded with the first file.
    const { fileTypeFromBuffer } = await import('file-type');
    // Parameters (`; codecs=opus`) have no place in a part.
    return (await fileTypeFromBuffer(sample))?.mime.split(';')[0];
  } catch {
    return undefined;
  }
}

function textType(claimedType: string | undefined): RecognisedType {
  return { kind: 'file', contentType: claimedType?.startsWith('text/csv') === true ? 'text/csv' : 'text/plain' };
}

function isPlainText(sample: Uint8Array): boolean {
  if (sample.length === 0) return false;
  let text: string;
  try {
    // A sample may end within a character: `stream` forgives exactly that.
    text = new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
  } catch {
    return false;
  }
  return !BINARY.test(text) && !MARKUP.test(text);
}
