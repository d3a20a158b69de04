import { z } from 'zod';
import { headerEnd, headerFields } from '../parsing/header-fields.ts';
import { numberedFiles, type MailForm } from './form-mail.ts';
import type { PostedForm } from './read-form.ts';
import { readJson } from './read-json.ts';
import type { TakenApart, TakenText } from './rebuild-mail.ts';

const charsetsSchema = z.object({ text: z.string().default('utf-8'), html: z.string().default('utf-8') });
const filesSchema = z.record(
  z.string(),
  z.object({
    filename: z.string().optional(),
    name: z.string().optional(),
    type: z.string().optional(),
    'content-id': z.string().optional(),
  }),
);
const FILE = 'attachment';

/** SendGrid's Inbound Parse: raw ("POST the raw, full MIME message"), else taken apart. */
export const SENDGRID_FORM: MailForm = {
  raw: 'email',
  header: 'headers',
  fields: ['headers', 'text', 'html', 'charsets', 'attachment-info'],
  file: FILE,
  partsOf: sendGridParts,
};

/**
 * What Inbound Parse posts by default (https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/setting-up-the-inbound-parse-webhook):
 * the header as it came, bodies in the charsets that `charsets` names, files and what is known of them. Throws
 * `WebhookRefusedError`.
 */
function sendGridParts(form: PostedForm): TakenApart {
  const charsets = readJson(
    form.text('charsets') || '{}',
    charsetsSchema,
    'The charsets are not what SendGrid writes.',
  );
  const about = readJson(
    form.text('attachment-info') || '{}',
    filesSchema,
    'The attachment-info is not what it writes.',
  );
  const files = numberedFiles(form, FILE, (name) => {
    const told = Object.hasOwn(about, name) ? about[name] : undefined;
    return { name: told?.filename ?? told?.name, type: told?.type, contentId: told?.['content-id'] };
  });
  const texts: TakenText[] = [
    { type: 'text/plain', charset: charsets.text, bytes: form.get('text')?.bytes ?? Buffer.alloc(0) },
    { type: 'text/html', charset: charsets.html, bytes: form.get('html')?.bytes ?? Buffer.alloc(0) },
  ];
  const header = form.get('headers')?.bytes ?? Buffer.alloc(0);
  const fields = headerFields(header.toString('latin1', 0, headerEnd(header)));
  return { fields: fields.map(({ name, value }) => [name, value] as const), texts, files };
}
