import { convert } from 'html-to-text';
import { LIMITS } from '../limits.ts';

/** Private-use character: marks where a mail program's own cut stands; everything after it is what the mail answers. */
const CUT = '\uE001';

/** Private-use character: stands where something was too deep or too much to be walked through. */
const LEFT_OUT = '\uE002';

const LAYOUT = [
  { selector: 'a', options: { ignoreHref: true } },
  ...['http://', 'https://'].map((scheme) => ({
    selector: `a[href^="${scheme}"]`,
    format: 'anchor',
    options: { hideLinkHrefIfSameAsText: true, ignoreHref: false },
  })),
  { selector: 'img', format: 'skip' },
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
];

/** Most mail programs wrap what they quote; Outlook and some others put a mark or a line before it. */
const QUOTES = [
  ...[
    '.gmail_quote',
    'blockquote[type=cite]',
    '.moz-cite-prefix',
    '.yahoo_quoted',
    '#yahoo_quoted',
    '.protonmail_quote',
    '.tutanota_quote',
    '.zmail_extra',
    '.ms-outlook-mobile-reference-message',
    '#mail-editor-reference-message-container',
    '#OLK_SRC_BODY_SECTION',
    'div[name=quote]',
    'div[data-marker=__QUOTED_TEXT__]',
  ].map((selector) => ({ selector, format: 'skip' })),
  ...[
    '#appendonsend',
    '#divRplyFwdMsg',
    '#stopSpelling',
    '#zwchr',
    '#reply-intro',
    'div[style*="border-top:solid #E1E1E1"]',
    'div[style*="border-top:solid #B5C4DF"]',
  ].map((selector) => ({ selector, format: 'cut' })),
];

export interface PageText {
  readonly text: string;
  /** False: some of the page is beyond what is looked at. */
  readonly isComplete: boolean;
}

/** Whether a page may be walked through at all. */
export function isReadablePage(html: string): boolean {
  let tags = 0;
  for (let at = html.indexOf('<'); at >= 0 && tags <= LIMITS.htmlTags; at = html.indexOf('<', at + 1)) tags += 1;
  return tags <= LIMITS.htmlTags;
}

/** What is left of a page that is not readable when its tags are taken out. */
export function bareText(html: string): PageText {
  const text = html.slice(0, LIMITS.htmlCharacters).replace(/<[^<>]{0,10000}>/g, ' ');
  return { text: text.replace(/\s+/g, ' ').trim(), isComplete: false };
}

/** All of a page as text. */
export function htmlToText(html: string): PageText {
  const text = toText(html, LAYOUT).replaceAll(CUT, '');
  const isComplete = html.length <= LIMITS.htmlCharacters && !text.includes(LEFT_OUT);
  return { text: text.replaceAll(LEFT_OUT, '…'), isComplete };
}

/** The same without what mail programs mark as quoted. May be empty. */
export function unquotedHtmlToText(html: string): string {
  const text = toText(html, [...LAYOUT, ...QUOTES]).replaceAll(LEFT_OUT, '…');
  const cut = text.indexOf(CUT);
  return (cut < 0 ? text : text.slice(0, cut)).trim();
}

function toText(html: string, selectors: readonly object[]): string {
  return convert(html.slice(0, LIMITS.htmlCharacters).replace(/[\uE001\uE002]/g, ''), {
    wordwrap: false,
    selectors,
    formatters: { cut: (_element, _walk, builder) => builder.addLiteral(CUT) },
    limits: { maxDepth: LIMITS.htmlDepth, maxChildNodes: LIMITS.htmlSiblings, ellipsis: LEFT_OUT },
  }).trim();
}
