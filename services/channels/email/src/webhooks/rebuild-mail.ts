import { createHash } from 'node:crypto';
import MimeNode from 'nodemailer/lib/mime-node';

/** A body as a provider took it out of a mail. */
export interface TakenText {
  readonly type: 'text/plain' | 'text/html';
  /** As the provider names it; what no charset is called is left to be guessed. */
  readonly charset: string;
  readonly bytes: Buffer;
}

/** A file as a provider took it out of a mail. */
export interface TakenFile {
  /** '' where it has none. */
  readonly name: string;
  readonly type: string;
  /** By which pages name it, with or without angle brackets; '' where it has none. */
  readonly contentId: string;
  readonly content: Buffer;
}

/** A mail that a provider took apart. */
export interface TakenApart {
  /** The fields of its header, topmost first; values as bytes (latin1), not encoded again. */
  readonly fields: readonly HeaderLine[];
  readonly texts: readonly TakenText[];
  readonly files: readonly TakenFile[];
}

export type HeaderLine = readonly [name: string, value: string];

const FIELD_NAME = /^[\x21-\x39\x3b-\x7e]{1,200}$/;
/** They told of parts that are not there any more. */
const OF_THE_BODY = /^(content-.*|mime-version)$/i;
const TYPE = /^[a-z0-9!#$&^_.+-]{1,100}\/[a-z0-9!#$&^_.+-]{1,100}/i;
const CHARSET = /^[a-z0-9][a-z0-9_.:+-]{0,59}$/i;
/** Longer lines are folded (RFC 5322: 998 at most). */
const MAX_LINE = 900;

/**
 * The mail again (RFC 5322), to be read as every other: its header as it was, around the parts that the provider took out.
 * The same parts give the same bytes, so that what is posted again is the same mail. Signatures over the body are broken.
 */
export async function rebuildMail(mail: TakenApart): Promise<Buffer> {
  // Below a root of its own no node writes a Date or Message-ID that the mail never had.
  const body = bodyOf(mail)(new MimeNode('text/plain', { baseBoundary: boundaryOf(mail) }));
  const header = mail.fields
    .filter(([name]) => FIELD_NAME.test(name) && !OF_THE_BODY.test(name))
    .map(([name, value]) => folded(`${name}: ${oneLine(value)}`));
  const top = Buffer.from(header.map((line) => `${line}\r\n`).join(''), 'latin1');
  return Buffer.concat([top, Buffer.from('MIME-Version: 1.0\r\n'), await body.build()]);
}

/** A value of text as `HeaderLine` has it: raw UTF-8 (RFC 6532). */
export function headerLine(name: string, value: string): HeaderLine {
  return [name, Buffer.from(value.toWellFormed(), 'utf8').toString('latin1')];
}

/** Hangs a node into its parent: from the root down, so that all have the root's boundary. */
type Hang = (parent: MimeNode) => MimeNode;

/** Mixed (related (alternative (text, page), what the page shows), files); levels with one thing in them are left out. */
function bodyOf({ fields, texts, files }: TakenApart): Hang {
  const type = fields.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const said = texts.filter(({ bytes }) => bytes.length > 0);
  const hasPage = said.some((text) => text.type === 'text/html');
  const isShown = ({ contentId }: TakenFile) => hasPage && contentId !== '';
  const words = branch(
    'multipart/alternative',
    said.map((text) => hangText(text, type)),
  );
  const page = branch('multipart/related', [...words, ...files.filter(isShown).map(hangFile)]);
  const report = /^multipart\/report\b.*?;\s*report-type="?([a-z-]{1,40})/is.exec(type)?.[1];
  const top = report === undefined ? 'multipart/mixed' : `multipart/report; report-type=${report}`;
  const whole = branch(top, [...page, ...files.filter((file) => !isShown(file)).map(hangFile)]);
  return whole[0] ?? ((parent) => parent.createChild('text/plain'));
}

function branch(type: string, children: readonly Hang[]): readonly Hang[] {
  if (children.length < 2) return children;
  return [
    (parent) => {
      const node = parent.createChild(type);
      for (const hang of children) hang(node);
      return node;
    },
  ];
}

/** Base64, so that every byte is what the provider sent. */
function hangText({ type, charset, bytes }: TakenText, originalType: string): Hang {
  const label = `${type}${CHARSET.test(charset) ? `; charset=${charset}` : ''}${flow(type, originalType)}`;
  return (parent) => parent.createChild(label).setHeader('Content-Transfer-Encoding', 'base64').setContent(bytes);
}

/** How lines of the one text of a mail belong together (RFC 3676) is said beside its type only. */
function flow(type: string, originalType: string): string {
  if (type !== 'text/plain' || !/^text\/plain\b.*?;\s*format="?flowed/is.test(originalType)) return '';
  return `; format=flowed${/;\s*delsp="?yes/i.test(originalType) ? '; delsp=yes' : ''}`;
}

function hangFile({ name, type, contentId, content }: TakenFile): Hang {
  const known = TYPE.exec(type.trim())?.[0].toLowerCase() ?? '';
  const isParts = known === '' || known.startsWith('multipart/');
  const filename = name
    .replace(/\p{Cc}+/gu, ' ')
    .toWellFormed()
    .trim();
  const id = contentId.replace(/[^\x21-\x7e]|[<>]/g, '').slice(0, 500);
  return (parent) => {
    const label = filename === '' ? {} : { filename };
    const node = parent.createChild(isParts ? 'application/octet-stream' : known, label);
    if (id !== '') node.setHeader('Content-ID', `<${id}>`);
    node.setHeader('Content-Disposition', id === '' ? 'attachment' : 'inline');
    // Mails in mails may not be encoded (RFC 2046, 5.2.1).
    node.setHeader('Content-Transfer-Encoding', known.startsWith('message/') ? '8bit' : 'base64');
    return node.setContent(content);
  };
}

function oneLine(value: string): string {
  return value.replace(/[\r\n\0]+[ \t]*/g, ' ').trim();
}

function folded(line: string): string {
  return line.length <= MAX_LINE ? line : line.replace(/(.{1,200}) (?=\S)/g, '$1\r\n ');
}

/** Nothing that a mail holds can name the hash of all that it holds. */
function boundaryOf({ texts, files }: TakenApart): string {
  const hash = createHash('sha256');
  for (const { bytes } of texts) hash.update(bytes);
  for (const { content, name } of files) hash.update(`${name}\n`).update(content);
  return hash.digest('hex').slice(0, 32);
}
