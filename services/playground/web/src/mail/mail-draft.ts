import type { ShownMessage } from '../../../wire/model.ts';

/** A mail that is being written. */
export interface MailDraft {
  readonly subject: string;
  readonly text: string;
  /** The mail that is answered. */
  readonly answers?: ShownMessage;
  /** Whether the answered mail is quoted below, as most programs do. */
  readonly quotes: boolean;
  /** Whether a formatted version goes along. */
  readonly isFormatted: boolean;
}

export const EMPTY_DRAFT: MailDraft = { subject: '', text: '', quotes: true, isFormatted: false };

export function replyTo(mail: ShownMessage): MailDraft {
  return { ...EMPTY_DRAFT, subject: replySubject(mail.subject ?? ''), answers: mail };
}

/** `Re: ` in front, once. */
export function replySubject(subject: string): string {
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`.trim();
}

/** The text as it is sent: with the answered mail quoted below, where wanted. */
export function textOf(draft: MailDraft, sender: string, writtenOn: (at: number) => string): string {
  const { answers, quotes, text } = draft;
  if (answers === undefined || !quotes) return text;
  const quoted = (answers.text ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
  return `${text}\n\nOn ${writtenOn(answers.at)}, ${sender} wrote:\n${quoted}\n`;
}

/** A plain text as a formatted one: paragraphs, line breaks, quotes set off; nothing in it is read as markup. */
export function htmlOf(text: string): string {
  const paragraphs = text.trim().split(/\n{2,}/);
  return paragraphs
    .map((paragraph) => {
      const lines = paragraph.split('\n');
      return lines.every((line) => line.startsWith('>'))
        ? `<blockquote type="cite">${joined(lines.map((line) => line.replace(/^> ?/, '')))}</blockquote>`
        : `<p>${joined(lines)}</p>`;
    })
    .join('\n');
}

function joined(lines: readonly string[]): string {
  return lines.map(escapeHtml).join('<br>\n');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
