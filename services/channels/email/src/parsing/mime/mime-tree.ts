import type { HeaderField } from '../header-fields.ts';
import { likelyBoundary, splitAtBoundary } from './boundaries.ts';
import { readParameters } from './header-parameters.ts';
import { readHeader } from './mail-header.ts';
import { decodeTransfer } from './transfer-encoding.ts';

/** A mail, or a part of one. */
export interface MimePart {
  readonly fields: readonly HeaderField[];
  /** `text/plain`, lower case. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** `inline`, `attachment`, '' where it does not say. */
  readonly disposition: string;
  /** As it was given, decoded; '' where there is none. */
  readonly fileName: string;
  /** Without angle brackets; '' where there is none. */
  readonly contentId: string;
  readonly encoding: string;
  /** As it stands in the mail; of a multipart what stands above its parts. */
  readonly body: Buffer;
  readonly children: readonly MimePart[];
  /** It says that it has parts, and none could be told apart. */
  readonly hasLostParts: boolean;
}

export interface MimeLimits {
  readonly headerBytes: number;
  readonly parts: number;
  readonly depth: number;
}

export interface MimeTree {
  readonly root: MimePart;
  /** Parts that were not read: beyond the bounds of number or depth. */
  readonly leftOut: number;
}

interface Reading {
  readonly limits: MimeLimits;
  readonly hint: string | undefined;
  parts: number;
  leftOut: number;
}

/**
 * Takes a mail apart into its parts, whatever is wrong with it: missing, wrong or never closed boundaries, parts without
 * header, multiparts that are encoded themselves. `hint` is the charset of names that name none.
 */
export function readMime(raw: Buffer, limits: MimeLimits, hint?: string): MimeTree {
  const reading: Reading = { limits, hint, parts: 0, leftOut: 0 };
  const root = readPart(withLineFeeds(raw), reading, 0, 'text/plain');
  return { root, leftOut: reading.leftOut };
}

/** Line ends of an old Macintosh. */
function withLineFeeds(raw: Buffer): Buffer {
  if (raw.includes(0x0a) || !raw.includes(0x0d)) return raw;
  return raw.map((byte) => (byte === 0x0d ? 0x0a : byte)) as Buffer;
}

function readPart(raw: Buffer, reading: Reading, depth: number, defaultType: string): MimePart {
  reading.parts += 1;
  const { fields, bodyStart } = readHeader(raw, reading.limits.headerBytes, depth === 0 ? 'mail' : 'part');
  const body = raw.subarray(bodyStart);
  const first = (name: string) => fields.find((field) => field.name === name)?.value ?? '';
  const disposition = readParameters(first('content-disposition'), reading.hint);
  const said = fields
    .filter(({ name }) => name === 'content-type')
    .map(({ value }) => readParameters(value, reading.hint));
  const content = said.find(({ value }) => /^[^/\s]+\/[^/\s]+$/.test(value)) ?? said[0];
  const part = {
    fields,
    type: typeOf(content?.value, disposition.value, defaultType),
    parameters: content?.parameters ?? new Map<string, string>(),
    disposition: dispositionOf(disposition.value),
    fileName:
      disposition.parameters.get('filename') ||
      disposition.parameters.get('name') ||
      content?.parameters.get('name') ||
      '',
    contentId: first('content-id').replace(/^[\s<]+|[\s>]+$/g, ''),
    encoding: first('content-transfer-encoding'),
  };
  const looksLikeParts = content === undefined && depth === 0 && /^\s{0,20}--\S/.test(body.toString('latin1', 0, 200));
  if (!part.type.startsWith('multipart/') && !looksLikeParts)
    return { ...part, body, children: [], hasLostParts: false };
  const type = looksLikeParts ? 'multipart/mixed' : part.type;
  const split = partsOf(body, part, reading);
  if (split === undefined) return { ...part, body, children: [], hasLostParts: !looksLikeParts };
  reading.leftOut += split.leftOut;
  const isTooDeep = depth >= reading.limits.depth;
  if (isTooDeep) reading.leftOut += split.parts.length;
  const childType = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  const children: MimePart[] = [];
  for (const inner of isTooDeep ? [] : split.parts) {
    if (reading.parts >= reading.limits.parts) reading.leftOut += 1;
    else children.push(readPart(inner, reading, depth + 1, childType));
  }
  return { ...part, type, body: split.preamble, children, hasLostParts: false };
}

/** By the boundary that is named, by one that is not, or by one in an encoded body (which RFC 2045 forbids). */
function partsOf(body: Buffer, part: Pick<MimePart, 'parameters' | 'encoding'>, reading: Reading) {
  const named = part.parameters.get('boundary');
  const split = (from: Buffer, boundary: string | undefined) =>
    boundary === undefined || boundary === ''
      ? undefined
      : splitAtBoundary(from, Buffer.from(boundary).toString('latin1'), reading.limits.parts);
  const found = split(body, named) ?? split(body, latin1(likelyBoundary(body)));
  if (found !== undefined || !/base|quoted/i.test(part.encoding)) return found;
  const decoded = decodeTransfer(body, part.encoding);
  return split(decoded, named) ?? split(decoded, latin1(likelyBoundary(decoded)));
}

/** A boundary as it was read from the body; `split` takes text. */
function latin1(boundary: string | undefined): string | undefined {
  return boundary === undefined ? undefined : Buffer.from(boundary, 'latin1').toString();
}

function typeOf(value: string | undefined, disposition: string, defaultType: string): string {
  const [type] =
    /^[\w.+-]{1,80}\/[\w.+-]{1,120}/.exec((value ?? '').replaceAll(/\s*\/\s*/g, '/').replace(/^["']+/, '')) ?? [];
  if (type !== undefined) return type;
  if (value === 'text' || value === 'plain') return 'text/plain';
  if (value === 'html') return 'text/html';
  if (value === 'multipart' || value === 'mixed') return 'multipart/mixed';
  return dispositionOf(disposition) === 'attachment' ? 'application/octet-stream' : defaultType;
}

function dispositionOf(value: string): string {
  if (value === '') return '';
  return /^\W*inline/.test(value) ? 'inline' : 'attachment';
}
