import { headerEnd } from './header-fields.ts';

/** What a decoder puts where bytes are none of its charset. */
const UNREADABLE = '\uFFFD';
/** What programs write that name a charset they do not use: Windows' Western one, far more often than any other. */
const LIKELY = 'windows-1252';
const TEXT_TYPE = /^content-type:[ \t]*text\/(?:plain|html)\b[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/gim;
const CHARSET = /;\s*charset\s*=\s*(?:"[^"]*"|[^\s;"]*)/i;
const CLAIMED = /;\s*charset\s*=\s*"?(utf-?8|us-?ascii|ascii|iso-8859-1)?"?\s*(?:;|$)/i;
const META = /<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([a-z0-9_-]{2,40})/i;

/** Whether a decoded text has places that were not readable as what they were said to be. */
export function isUnreadable(text: string | false | undefined): boolean {
  return typeof text === 'string' && text.includes(UNREADABLE);
}

/**
 * The same mail with its texts said to be what they likely are: what the page itself names, else Windows-1252. Only those
 * that say UTF-8, ASCII or nothing.
 */
export function withLikelyCharset(raw: Buffer, page: string): Buffer {
  const named = META.exec(page)?.[1]?.toLowerCase() ?? '';
  const charset = named === '' || /^utf-?8$/.test(named) ? LIKELY : named;
  const mail = raw.toString('latin1');
  const header = mail.slice(0, headerEnd(raw));
  if (!/^content-type:/im.test(header)) {
    return Buffer.from(`Content-Type: text/plain; charset=${charset}\r\n${mail}`, 'latin1');
  }
  const changed = mail.replace(TEXT_TYPE, (field) => {
    if (!CHARSET.test(field)) return `${field}; charset=${charset}`;
    return CLAIMED.test(field) ? field.replace(CHARSET, `; charset=${charset}`) : field;
  });
  return Buffer.from(changed, 'latin1');
}

/** What was sent as bare bytes of Windows-1252; `latin1` has one character a byte. */
export function asWindows1252(latin1: string): string {
  return new TextDecoder(LIKELY).decode(Buffer.from(latin1, 'latin1'));
}
