import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { asHtml } from '../inbound/mail-parts.ts';
import { REPLY_LINE } from '../parsing/reply-line.ts';

const PLACES = ['reply', 'agent', 'mailbox'] as const;
type Place = (typeof PLACES)[number];
const MAX_TEMPLATE = 20_000;
const MAX_TEMPLATES = 1_000;
const PLACE = /\{\{\s*([^{}]{0,40}?)\s*\}\}/g;

const form = z
  .string()
  .max(MAX_TEMPLATE)
  .refine((text) => [...text.matchAll(PLACE)].every(([, name]) => isPlace(name)), `only ${PLACES.join(', ')} in {{ }}`)
  .refine((text) => [...text.matchAll(PLACE)].filter(([, name]) => name === 'reply').length === 1, '{{reply}} once');

const templateSchema = z.strictObject({
  /** Signature and all, with {{reply}}, {{agent}} and {{mailbox}} in it. */
  text: form,
  /** The operator's own page, put in as it is; default: made of `text`. */
  html: form.optional(),
  /** Whether `REPLY_LINE` stands on top. */
  replyLine: z.boolean().default(false),
  /** Below a copy of what was answered elsewhere: why it came, and the words of the link by which no more come. */
  copyNote: z
    .string()
    .max(1000)
    .default('You get this copy by email because you were not there when we answered you in the app.'),
  copyLink: z.string().min(1).max(100).default('Send me no more copies'),
});
export type MailTemplate = z.infer<typeof templateSchema>;

/** By mailbox in lower case; '*' is every other. */
export type MailTemplates = ReadonlyMap<string, MailTemplate>;

const fileSchema = z
  .record(z.string().min(1).max(320), templateSchema)
  .refine((all) => Object.keys(all).length <= MAX_TEMPLATES, 'too many templates');

const BARE = templateSchema.parse({ text: '{{reply}}' });

/** Throws when the file cannot be read, or is not what templates are. */
export async function readTemplates(file: string | undefined): Promise<MailTemplates> {
  if (file === undefined) return new Map();
  try {
    const templates = fileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return new Map(Object.entries(templates).map(([mailbox, template]) => [mailbox.toLowerCase(), template]));
  } catch (error) {
    throw new Error(`EMAIL_TEMPLATE_FILE: ${file} cannot be used`, { cause: error });
  }
}

export function templateFor(mailbox: string, templates: MailTemplates): MailTemplate {
  return templates.get(mailbox.toLowerCase()) ?? templates.get('*') ?? BARE;
}

export interface Written {
  readonly reply: string;
  /** '' where no agent wrote. */
  readonly agent: string;
  readonly mailbox: string;
  /** Where its reader says that no more copies are to come; undefined: it is none, or nobody can. */
  readonly unsubscribeUrl?: string | undefined;
}

/** Both forms of a mail. The words of people are put in escaped, whatever they look like. */
export function fillTemplate(
  template: MailTemplate,
  written: Written,
): { readonly text: string; readonly html: string } {
  const agent = written.agent.replace(/\s+/g, ' ').trim();
  const words: Record<Place, string> = { reply: written.reply, agent, mailbox: written.mailbox };
  const top = template.replyLine ? `${REPLY_LINE}\n\n` : '';
  // A line that is there for a name is not there without one.
  const lines = agent === '' ? template.text.replace(/^[ \t]*\{\{\s*agent\s*\}\}[ \t]*(\r?\n|$)/gm, '') : template.text;
  const page = template.html ?? asHtml(lines);
  const pieces = { reply: replyHtml(words.reply), agent: asHtml(agent), mailbox: asHtml(words.mailbox) };
  const topHtml = template.replyLine ? `<div style="color:#888888">${asHtml(REPLY_LINE)}</div>\n` : '';
  const body = filled(page, pieces);
  const html = template.html === undefined ? `${topHtml}<div dir="auto">${body}</div>` : `${topHtml}${body}`;
  const text = `${top}${filled(lines, words)}`;
  const { unsubscribeUrl: url } = written;
  return url === undefined ? { text, html } : withCopyNote({ text, html }, template, url);
}

/** Within the page, where an operator's own has an end. */
function withCopyNote(
  { text, html }: { readonly text: string; readonly html: string },
  { copyNote, copyLink }: MailTemplate,
  url: string,
): { readonly text: string; readonly html: string } {
  const link = `<a href="${asHtml(url)}">${asHtml(copyLink)}</a>`;
  const note = `\n<p dir="auto" style="color:#666666;font-size:small">${asHtml(copyNote)} ${link}</p>\n`;
  const end = html.search(/<\/body\s*>(?![\s\S]*<\/body\s*>)/i);
  const at = end < 0 ? html.length : end;
  return {
    text: `${text}\n\n${[copyNote, `${copyLink}: ${url}`].filter((line) => line !== '').join('\n')}`,
    html: `${html.slice(0, at)}${note}${html.slice(at)}`,
  };
}

/** A reply's words as HTML; within a template's page they have a direction of their own. */
function replyHtml(reply: string): string {
  return linked(asHtml(reply));
}

function filled(template: string, values: Readonly<Record<Place, string>>): string {
  return template.replace(PLACE, (_match, name: string) => (isPlace(name) ? values[name] : ''));
}

function isPlace(name: string | undefined): name is Place {
  return PLACES.some((place) => place === name);
}

/** Addresses of pages in escaped text become links. */
function linked(escaped: string): string {
  return escaped.replace(/\bhttps?:\/\/[^\s<>"']{1,2000}[^\s<>"'.,;:!?)\]]/g, (url) => `<a href="${url}">${url}</a>`);
}
