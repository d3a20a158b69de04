import { z } from 'zod';
import { numberedFiles, type MailForm } from './form-mail.ts';
import type { PostedForm } from './read-form.ts';
import { readJson } from './read-json.ts';
import { headerLine, type TakenApart, type TakenText } from './rebuild-mail.ts';
import { WebhookRefusedError } from './webhook-refusal.ts';

const headersSchema = z.array(z.tuple([z.string(), z.string()]));
const contentIdsSchema = z.record(z.string(), z.string());
const FILE = 'attachment-';

/** A route of Mailgun: raw where its URL ends in `mime`, else taken apart. */
export const MAILGUN_FORM: MailForm = {
  raw: 'body-mime',
  header: 'message-headers',
  fields: ['message-headers', 'body-plain', 'body-html', 'content-id-map', 'attachments'],
  file: FILE,
  partsOf: mailgunParts,
};

/**
 * What a route of Mailgun posts by default (https://documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store/receive-http):
 * the header as JSON, bodies in UTF-8, files. Mailgun also posts each header field of the mail under its own name, so nothing
 * but what stands in `message-headers` is believed to be of the header. Throws `WebhookRefusedError`.
 */
function mailgunParts(form: PostedForm): TakenApart {
  if (form.get('attachments') !== undefined) {
    // Those of store() are links; without the files the mail would be less than it was.
    throw new WebhookRefusedError('malformed', 'The route’s action must be forward(), not store().');
  }
  const headers = form.text('message-headers') ?? '';
  const fields = readJson(headers, headersSchema, 'The message-headers are not what Mailgun writes.');
  const ids = readJson(form.text('content-id-map') || '{}', contentIdsSchema, 'The content-id-map is not JSON.');
  const contentIdOf = (name: string) => Object.entries(ids).find(([, file]) => file === name)?.[0] ?? '';
  const files = numberedFiles(form, FILE, (name) => ({ contentId: contentIdOf(name) }));
  const page = Buffer.concat(form.all('body-html').map(({ bytes }) => bytes));
  const type = fields.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  // Of a page alone Mailgun makes a text itself.
  const isPageAlone = /^\s*text\/html\b/i.test(type) && page.length > 0;
  const plain = isPageAlone ? undefined : form.get('body-plain')?.bytes;
  const texts: TakenText[] = [
    { type: 'text/plain', charset: 'utf-8', bytes: plain ?? Buffer.alloc(0) },
    { type: 'text/html', charset: 'utf-8', bytes: page },
  ];
  return { fields: fields.map(([name, value]) => headerLine(name, value)), texts, files };
}
