import type { Part } from '@onethread/contracts';
import { clip } from './clip.ts';
import type { TelegramEntity } from './update.ts';

/** Longest text that Telegram lets people send is 4,096; what is longer here is none of theirs. */
const MAX_TEXT = 20_000;
/** Of `text.html` in the contract, with room for what escaping adds. */
const MAX_HTML = 150_000;
const MAX_URL = 2_000;

/** Entities that change how a text looks; all others (a mention, a link as it stands) are plain text to a reader. */
const TAGS: Readonly<Record<string, string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
};

/** A text with its formats as HTML: nothing in it but escaped text and these tags, so it is safe by its making. */
export function formattedText(text: string, entities: readonly (TelegramEntity | null)[] = []): Part {
  const plain = clip(text, MAX_TEXT);
  const marks = entities.flatMap((entity) => (entity === null ? [] : markOf(entity, plain.length)));
  if (marks.length === 0) return { kind: 'text', text: plain };
  const html = htmlOf(plain, marks);
  return html.length > MAX_HTML ? { kind: 'text', text: plain } : { kind: 'text', text: plain, html };
}

interface Mark {
  readonly from: number;
  readonly to: number;
  readonly tag: string;
  readonly open: string;
}

function markOf({ type, offset, length, url }: TelegramEntity, size: number): Mark[] {
  const [from, to] = [offset, Math.min(offset + length, size)];
  if (from >= to) return [];
  const tag = Object.hasOwn(TAGS, type) ? TAGS[type] : undefined;
  if (tag !== undefined) return [{ from, to, tag, open: `<${tag}>` }];
  const href = type === 'text_link' ? safeLink(url) : undefined;
  return href === undefined
    ? []
    : [{ from, to, tag: 'a', open: `<a href="${escaped(href)}" rel="noopener noreferrer">` }];
}

function safeLink(url: string | undefined): string | undefined {
  if (url === undefined || url.length > MAX_URL || !URL.canParse(url)) return undefined;
  return /^(https?|mailto):$/.test(new URL(url).protocol) ? new URL(url).href : undefined;
}

/** Marks may nest and touch; where two overlap (which Telegram never sends), the later one is cut in two. */
function htmlOf(text: string, marks: readonly Mark[]): string {
  const sorted = marks.toSorted((one, other) => one.from - other.from || other.to - one.to);
  const edges = [...new Set([0, text.length, ...sorted.flatMap(({ from, to }) => [from, to])])].toSorted(
    (a, b) => a - b,
  );
  const pieces: string[] = [];
  let open: Mark[] = [];
  for (const [place, from] of edges.entries()) {
    const ending = open.findIndex(({ to }) => to <= from);
    if (ending !== -1) {
      const closed = open.slice(ending);
      pieces.push(...closed.toReversed().map(({ tag }) => `</${tag}>`));
      const again = closed.filter(({ to }) => to > from);
      pieces.push(...again.map((mark) => mark.open));
      open = [...open.slice(0, ending), ...again];
    }
    const to = edges[place + 1];
    if (to === undefined) break;
    const begun = sorted.filter((mark) => mark.from === from);
    pieces.push(...begun.map((mark) => mark.open));
    open.push(...begun);
    pieces.push(escaped(text.slice(from, to)));
  }
  return pieces.join('').toWellFormed();
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
