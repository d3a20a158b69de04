import { convert } from 'html-to-text';
import { LIMITS } from '../limits.ts';

/** Private-use character: marks where a mail program's own cut stands; everything after it is what the mail answers. */
const CUT = '\uE001';

const LAYOUT = [
  { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false } },
  { selector: 'img', format: 'skip' },
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
];

/** Gmail, Apple Mail and Thunderbird, Yahoo wrap what they quote; Outlook puts a mark or a line before it. */
const QUOTES = [
  ...['.gmail_quote', 'blockquote[type=cite]', '.yahoo_quoted'].map((selector) => ({ selector, format: 'skip' })),
  ...[
    '#appendonsend',
    '#divRplyFwdMsg',
    'div[style*="border-top:solid #E1E1E1"]',
    'div[style*="border-top:solid #B5C4DF"]',
  ].map((selector) => ({ selector, format: 'cut' })),
];

/** All of a page as text. */
export function htmlToText(html: string): string {
  return toText(html, LAYOUT).replaceAll(CUT, '');
}

/** The same without what mail programs mark as quoted. May be empty. */
export function unquotedHtmlToText(html: string): string {
  const text = toText(html, [...LAYOUT, ...QUOTES]);
  const cut = text.indexOf(CUT);
  return (cut < 0 ? text : text.slice(0, cut)).trim();
}

function toText(html: string, selectors: readonly object[]): string {
  return convert(html.slice(0, LIMITS.htmlCharacters).replaceAll(CUT, ''), {
    wordwrap: false,
    selectors,
    formatters: { cut: (_element, _walk, builder) => builder.addLiteral(CUT) },
    limits: { maxDepth: LIMITS.htmlDepth, maxChildNodes: 10_000 },
  }).trim();
}
