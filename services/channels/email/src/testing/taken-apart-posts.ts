import { mailgunFields, SECRET, type MailgunProof, type ProviderPost } from './provider-posts.ts';

/** A mail before a provider took it apart. */
export interface SampleMail {
  /** Without those of the body; as providers show them, decoded. */
  readonly header: readonly (readonly [name: string, value: string])[];
  readonly from: { readonly Email: string; readonly Name: string };
  readonly to: { readonly Email: string; readonly Name: string };
  readonly subject: string;
  readonly date: string;
  readonly text?: string;
  readonly html?: string;
  readonly files?: readonly SampleFile[];
}

export interface SampleFile {
  readonly name: string;
  readonly type: string;
  readonly contentId?: string;
  readonly content: Buffer<ArrayBuffer>;
}

export type TextCharset = 'utf-8' | 'iso-8859-1';

const person = ({ Email, Name }: SampleMail['from']) => (Name === '' ? Email : `"${Name}" <${Email}>`);
const shownFiles = ({ html, files = [] }: SampleMail) =>
  files.filter(({ contentId }) => html !== undefined && contentId !== undefined);

function headerOf(mail: SampleMail): (readonly [string, string])[] {
  const { header, from, to, subject, date } = mail;
  return [...header, ['From', person(from)], ['To', person(to)], ['Subject', subject], ['Date', date]];
}

function leaf(type: string, content: Buffer, fields: readonly string[] = []): string {
  const header = [`Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', ...fields];
  return [...header, '', content.toString('base64')].join('\r\n');
}

function join(type: string, boundary: string, parts: readonly string[]): string {
  if (parts.length === 1) return parts[0] ?? '';
  const within = parts.flatMap((part) => [`--${boundary}`, part]);
  return [`Content-Type: multipart/${type}; boundary=${boundary}`, '', ...within, `--${boundary}--`].join('\r\n');
}

/** As its writer's program sent it. */
export function rawOf(mail: SampleMail, charset: TextCharset = 'utf-8'): Buffer<ArrayBuffer> {
  const encoded = (text: string) => Buffer.from(text, charset === 'utf-8' ? 'utf8' : 'latin1');
  const file = ({ name, type, contentId, content }: SampleFile) =>
    leaf(type, content, [
      `Content-Disposition: ${contentId === undefined ? 'attachment' : 'inline'}; filename*=utf-8''${encodeURIComponent(name)}`,
      ...(contentId === undefined ? [] : [`Content-ID: <${contentId}>`]),
    ]);
  const { text, html, files = [] } = mail;
  const shown = shownFiles(mail);
  const words = join('alternative', 'one', [
    ...(text === undefined ? [] : [leaf(`text/plain; charset=${charset}`, encoded(text))]),
    ...(html === undefined ? [] : [leaf(`text/html; charset=${charset}`, encoded(html))]),
  ]);
  const page = join('related', 'two', [words, ...shown.map(file)]);
  const body = join('mixed', 'three', [page, ...files.filter((one) => !shown.includes(one)).map(file)]);
  const header = headerOf(mail).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([...header, 'MIME-Version: 1.0', body, ''].join('\r\n'));
}

const ofForm = ({ content, type, name }: SampleFile) => new File([content], name, { type });

/** As a route of Mailgun with `forward()` to an address that does not end in `mime` posts it. */
export function mailgunParsedPost(mail: SampleMail, proof: MailgunProof = {}): ProviderPost {
  const { files = [], text = '', html } = mail;
  // Documented: as multipart where there are files, urlencoded otherwise.
  const body = files.length > 0 ? new FormData() : new URLSearchParams();
  const header = [...headerOf(mail), ['Mime-Version', '1.0'], ['Content-Type', typeOf(mail)]] as const;
  // Each field of the header comes under its own name as well.
  for (const [name, value] of header) body.append(name, value);
  for (const [name, value] of Object.entries(mailgunFields({}, proof))) body.append(name, value);
  body.append('from', person(mail.from));
  body.append('subject', mail.subject);
  body.append('body-plain', text);
  body.append('stripped-text', 'what Mailgun thinks is new');
  if (html !== undefined) body.append('body-html', html);
  body.append('message-headers', JSON.stringify(header));
  for (const [at, file] of files.entries()) (body as FormData).append(`attachment-${at + 1}`, ofForm(file));
  if (files.length > 0) body.append('attachment-count', String(files.length));
  const ids = files.flatMap(({ contentId }, at) =>
    contentId === undefined ? [] : [[`<${contentId}>`, `attachment-${at + 1}`]],
  );
  if (ids.length > 0) body.append('content-id-map', JSON.stringify(Object.fromEntries(ids)));
  return { path: 'mailgun', body };
}

/** As Inbound Parse posts it without "POST the raw, full MIME message". */
export function sendGridParsedPost(mail: SampleMail, charset: TextCharset = 'utf-8'): ProviderPost {
  const { files = [], text, html } = mail;
  const fields = [...headerOf(mail), ['Content-Type', typeOf(mail)]];
  const parts: Buffer[] = [];
  const add = (name: string, value: string | Buffer, label = '') =>
    parts.push(
      Buffer.from(`--xYzZY\r\nContent-Disposition: form-data; name="${name}"${label}\r\n\r\n`),
      typeof value === 'string' ? Buffer.from(value) : value,
      Buffer.from('\r\n'),
    );
  const encoded = (words: string) => Buffer.from(words, charset === 'utf-8' ? 'utf8' : 'latin1');
  add('headers', fields.map(([name, value]) => `${name}: ${value}\n`).join(''));
  add('dkim', '{@example.org : pass}');
  add('to', person(mail.to));
  add('from', person(mail.from));
  add('subject', mail.subject);
  add('envelope', JSON.stringify({ to: ['support@localhost'], from: 'anna@example.org' }));
  if (text !== undefined) add('text', encoded(text));
  if (html !== undefined) add('html', encoded(html));
  add('attachments', String(files.length));
  const about = files.map(({ name, type, contentId }, at) => [
    `attachment${at + 1}`,
    { filename: name, name, type, ...(contentId === undefined ? {} : { 'content-id': contentId }) },
  ]);
  if (files.length > 0) add('attachment-info', JSON.stringify(Object.fromEntries(about)));
  for (const [at, { name, type, content }] of files.entries()) {
    add(`attachment${at + 1}`, content, `; filename="${name}"\r\nContent-Type: ${type}`);
  }
  const known = charset.toUpperCase();
  add('charsets', JSON.stringify({ to: 'UTF-8', from: 'UTF-8', subject: 'UTF-8', text: known, html: known }));
  add('SPF', 'pass');
  return {
    path: `sendgrid/${encodeURIComponent(SECRET)}`,
    // Bodies stand in their own charset, which FormData cannot write.
    body: Buffer.concat([...parts, Buffer.from('--xYzZY--\r\n')]),
    headers: { 'content-type': 'multipart/form-data; boundary=xYzZY' },
  };
}

/** As Postmark posts it without "Include raw email content in JSON payload". */
export function postmarkParsedPost(mail: SampleMail, over: Readonly<Record<string, unknown>> = {}): ProviderPost {
  const { from, to, subject, date, text = '', html = '', files = [], header } = mail;
  const replyTo = header.find(([name]) => name === 'Reply-To')?.[1] ?? '';
  const body = JSON.stringify({
    FromName: from.Name,
    MessageStream: 'inbound',
    From: from.Email,
    FromFull: { ...from, MailboxHash: '' },
    To: person(to),
    ToFull: [{ ...to, MailboxHash: '' }],
    Cc: '',
    CcFull: [],
    Bcc: '',
    BccFull: [],
    OriginalRecipient: 'support@localhost',
    Subject: subject,
    MessageID: '22c74902-a0c1-4511-804f2-341342852c90',
    ReplyTo: replyTo,
    MailboxHash: '',
    Date: date,
    TextBody: text,
    HtmlBody: html,
    StrippedTextReply: 'what Postmark thinks is new',
    Tag: '',
    Headers: header.filter(([name]) => name !== 'Reply-To').map(([Name, Value]) => ({ Name, Value })),
    Attachments: files.map(({ name, type, contentId = '', content }) => ({
      Name: name,
      Content: content.toString('base64'),
      ContentType: type,
      ContentLength: content.length,
      ContentID: contentId,
    })),
    ...over,
  });
  const authorization = `Basic ${Buffer.from(`onethread:${SECRET}`).toString('base64')}`;
  return { path: 'postmark', body, headers: { 'content-type': 'application/json', authorization } };
}

function typeOf({ text, html, files = [] }: SampleMail): string {
  if (files.length > 0) return 'multipart/mixed; boundary="three"';
  if (text !== undefined && html !== undefined) return 'multipart/alternative; boundary="one"';
  return html === undefined ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8';
}
