import { asHtml } from '../inbound/mail-parts.ts';
import { LIMITS } from '../limits.ts';
import { isForwarding } from './forwarded-mail.ts';
import { tidy } from './header-values.ts';
import { bareText, htmlToText, isReadablePage, unquotedHtmlToText, type PageText } from './html-text.ts';
import { linkCodeIn } from './link-code.ts';
import { hasOwnWords } from './own-words.ts';
import type { Piece } from './mail-content.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { sanitiseHtml } from './sanitise-html.ts';
import { visibleReply } from './visible-reply.ts';

export interface PiecesToShow {
  readonly pieces: readonly Piece[];
  readonly subject: string;
  /** What its writer calls himself: under a code it is a signature. */
  readonly name: string;
  /** Of a picture with this Content-ID among the attachments. */
  readonly placeOf: (contentId: string) => number | undefined;
}

/** One piece as text: all of it, and without what its mail program marks as quoted. */
interface ReadPiece {
  readonly whole: string;
  readonly unquoted: string;
  readonly isComplete: boolean;
}

/** What a thread shows of a mail: what was written now, all of the text where that is more, and the safe page. */
export function shownContent(mail: PiecesToShow): Pick<ParsedMail, 'text' | 'fullText' | 'html' | 'isComplete'> {
  const read = mail.pieces.map(readPiece);
  const whole = joined(read.map((piece) => piece.whole));
  const unquoted = joined(read.map((piece) => piece.unquoted)) || whole;
  const shownNow = isForwarding(mail.subject, whole) ? whole : whatIsNew(whole, unquoted);
  // Redeemed only where it stands alone.
  const text = linkCodeIn(shownNow, mail.name) ?? shownNow;
  const html = pageOf(mail);
  return {
    text,
    fullText: text === whole ? undefined : whole,
    html: html === '' || html.length > LIMITS.shownHtmlCharacters ? undefined : html,
    isComplete: read.every(({ isComplete }) => isComplete),
  };
}

/** All of it where only what mail programs write would be left. */
function whatIsNew(whole: string, unquoted: string): string {
  const reply = visibleReply(unquoted);
  return hasOwnWords(reply) ? reply : whole;
}

function readPiece({ text, pages }: Piece): ReadPiece {
  if (text !== undefined) {
    const whole = tidy(text).trim();
    return { whole, unquoted: whole, isComplete: true };
  }
  const readable = pages.filter(isReadablePage);
  const read: readonly PageText[] = pages.map((page) => (isReadablePage(page) ? htmlToText(page) : bareText(page)));
  const whole = joined(read.map((page) => tidy(page.text).trim()));
  const unquoted =
    readable.length < pages.length ? whole : joined(readable.map((page) => tidy(unquotedHtmlToText(page))));
  return { whole, unquoted, isComplete: read.every((page) => page.isComplete) };
}

/** Each piece as a page, one below the other; '' where none is one. */
function pageOf({ pieces, placeOf }: PiecesToShow): string {
  if (pieces.every(({ pages }) => pages.length === 0)) return '';
  let left = LIMITS.htmlCharacters;
  const shown = pieces.flatMap(({ text, pages }) => {
    if (pages.length === 0) return [asHtml(tidy(text ?? '').trim())];
    return pages.filter(isReadablePage).map((page) => {
      const taken = page.slice(0, left);
      left -= taken.length;
      return sanitiseHtml(taken, placeOf);
    });
  });
  return shown.filter((page) => page !== '').join('\n<br>\n');
}

function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
}
