import { headerEnd, headerFields } from './header-fields.ts';
import { asWindows1252, isUnreadable } from './wrong-charset.ts';

const MULTIPART = /^multipart\//i;
const BOUNDARY = /;\s*boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i;

/**
 * The body, as it stands, of a mail that says it has parts and has none: without a boundary, or with one that does not occur.
 * Undefined: its parts can be told apart.
 */
export function bodyOfLostParts(raw: Buffer, limits: { readonly headerBytes: number; readonly characters: number }) {
  const end = headerEnd(raw);
  const fields = headerFields(raw.toString('latin1', 0, Math.min(end, limits.headerBytes)));
  const type = fields.find(({ name }) => name === 'content-type')?.value ?? '';
  if (!MULTIPART.test(type)) return undefined;
  const [, quoted, plain] = BOUNDARY.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (boundary !== undefined && raw.includes(`--${boundary}`, end, 'latin1')) return undefined;
  const body = raw.subarray(end, end + limits.characters * 4);
  const text = body.toString('utf8');
  return (isUnreadable(text) ? asWindows1252(body.toString('latin1')) : text).trim().slice(0, limits.characters);
}
