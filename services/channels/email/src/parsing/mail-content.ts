import { LIMITS } from '../limits.ts';
import { asHtml } from '../inbound/mail-parts.ts';
import { decodeCharset } from './mime/decode-charset.ts';
import { unflow } from './mime/flowed-text.ts';
import { withPlainLineEnds } from './mime/line-ends.ts';
import { readMime, type MimePart } from './mime/mime-tree.ts';
import { readCms } from './mime/signed-data.ts';
import { decodeTransfer } from './mime/transfer-encoding.ts';
import { uuencodedFiles } from './mime/uuencoded.ts';

/** Something that is read, in one or two forms that say the same. */
export interface Piece {
  /** Undefined: there are only pages. */
  readonly text: string | undefined;
  readonly pages: readonly string[];
}

/** Something that is a file. */
export interface FilePart {
  readonly type: string;
  /** As it was given; '' where there is none. */
  readonly name: string;
  readonly contentId: string;
  readonly content: Buffer;
  readonly parameters: ReadonlyMap<string, string>;
}

/** What protects a mail; whether it holds is not checked here. */
export type Protection = 'smime-signed' | 'smime-encrypted' | 'pgp-signed' | 'pgp-encrypted';

export interface MailContent {
  readonly pieces: readonly Piece[];
  readonly files: readonly FilePart[];
  readonly protections: ReadonlySet<Protection>;
}

const READABLE = ['text/plain', 'text/html', 'text/markdown', 'text/x-markdown', 'text/enriched', 'text/richtext'];
const SIGNATURES: Readonly<Record<string, Protection>> = {
  'application/pkcs7-signature': 'smime-signed',
  'application/x-pkcs7-signature': 'smime-signed',
  'application/pgp-signature': 'pgp-signed',
};
/** Versions of the same for other programs, and what only its own system can read. */
const UNSEEN = ['text/x-amp-html', 'text/watch-html', 'application/applefile', 'application/pgp-encrypted'];

const SEALED = ['application/pkcs7-mime', 'application/x-pkcs7-mime'];
/** Signed mails in signed mails. */
const MOST_SEALED = 3;
/** Bounds of what is read of a mail, and of one that lies sealed in it. */
export const MIME_LIMITS = { headerBytes: LIMITS.headerBytes, parts: LIMITS.mimeParts, depth: LIMITS.mimeDepth };

/** What of a mail is read, in its order, and what are files. */
export function contentOfMail(root: MimePart, hint: string | undefined): MailContent {
  return new ContentReader(hint).read(root);
}

class ContentReader {
  readonly #hint: string | undefined;
  readonly #files: FilePart[] = [];
  readonly #protections = new Set<Protection>();
  #sealedDepth = 0;
  /** A text with a name: a file, unless nothing else is there to be read. */
  #named: { readonly part: MimePart; readonly file: FilePart } | undefined;

  constructor(hint: string | undefined) {
    this.#hint = hint;
  }

  read(root: MimePart): MailContent {
    const found = this.#walk(root).filter(hasWords);
    const named = found.length === 0 ? this.#named : undefined;
    const pieces = named === undefined ? found : this.#textOf(named.part);
    const files = this.#files.filter((file) => file !== named?.file);
    return { pieces, files, protections: this.#protections };
  }

  #walk(part: MimePart): readonly Piece[] {
    switch (part.type) {
      case 'multipart/alternative':
        return oneOf(part.children.map((child) => this.#walk(child)));
      case 'multipart/related':
        return this.#related(part);
      case 'multipart/encrypted':
        this.#protections.add('pgp-encrypted');
        break;
      default:
    }
    if (part.children.length > 0) return part.children.flatMap((child) => this.#walk(child));
    if (part.type.startsWith('multipart/')) return [];
    const signature = SIGNATURES[part.type];
    if (signature !== undefined) {
      this.#protections.add(signature);
      return [];
    }
    if (UNSEEN.includes(part.type)) return [];
    if (SEALED.includes(part.type)) return this.#sealed(part);
    if (isRead(part)) return this.#textOf(part);
    this.#addFile(part);
    return [];
  }

  /** Signed in one piece: what was signed is shown beside the file; encrypted: the file alone. */
  #sealed(part: MimePart): readonly Piece[] {
    this.#addFile(part);
    const found = readCms(this.#files.at(-1)?.content ?? Buffer.alloc(0));
    if (found === undefined || this.#sealedDepth >= MOST_SEALED) return [];
    this.#protections.add(found.kind === 'signed' ? 'smime-signed' : 'smime-encrypted');
    if (found.kind === 'encrypted') return [];
    this.#sealedDepth += 1;
    return this.#walk(readMime(found.content, MIME_LIMITS, this.#hint).root);
  }

  #related(part: MimePart): readonly Piece[] {
    const start = part.parameters.get('start')?.replace(/^[\s<]+|[\s>]+$/g, '') ?? '';
    const root = part.children.find(({ contentId }) => start !== '' && contentId === start) ?? part.children[0];
    const pieces: Piece[] = [];
    for (const child of part.children) {
      // What has an id is a resource of the page, even where it could be read.
      if (child === root || child.children.length > 0 || child.contentId === '') pieces.push(...this.#walk(child));
      else this.#addFile(child);
    }
    return pieces;
  }

  #textOf(part: MimePart): readonly Piece[] {
    const isPage = part.type === 'text/html';
    const bytes = decodeTransfer(part.body, part.encoding);
    const hints = { charset: this.#hint, isPage };
    const decoded = withPlainLineEnds(decodeCharset(bytes, part.parameters.get('charset') ?? '', hints));
    if (isPage) return [{ text: undefined, pages: [decoded] }];
    if (/^text\/(enriched|richtext)$/.test(part.type)) return [{ text: bareWords(decoded), pages: [] }];
    const isFlowed = part.parameters.get('format')?.trim().toLowerCase() === 'flowed';
    const deletesBlank = part.parameters.get('delsp')?.trim().toLowerCase() === 'yes';
    const { text, files } = uuencodedFiles(isFlowed ? unflow(decoded, deletesBlank) : decoded);
    for (const { name, content } of files) {
      this.#files.push({ type: 'application/octet-stream', name, contentId: '', content, parameters: new Map() });
    }
    return [{ text, pages: [] }];
  }

  #addFile(part: MimePart): void {
    const { type, fileName, contentId, parameters } = part;
    const content = decodeTransfer(part.body, part.encoding);
    const file = { type, name: fileName, contentId, content, parameters };
    if (READABLE.includes(type) && part.disposition !== 'attachment') this.#named ??= { part, file };
    this.#files.push(file);
  }
}

function isRead(part: MimePart): boolean {
  return READABLE.includes(part.type) && part.disposition !== 'attachment' && part.fileName === '';
}

function hasWords({ text, pages }: Piece): boolean {
  return pages.length > 0 || (text ?? '').trim() !== '';
}

/** The versions of one content: the plain ones as text, the rich ones as pages. Programs also put different texts there. */
function oneOf(versions: readonly (readonly Piece[])[]): readonly Piece[] {
  const rich = versions.filter((pieces) => pieces.some(({ pages }) => pages.length > 0));
  const plain = versions.filter((pieces) => !rich.includes(pieces)).flat();
  const texts = unique(plain.map(({ text }) => text ?? ''));
  const pages = unique(
    rich.flat().flatMap((piece) => (piece.pages.length > 0 ? piece.pages : [asHtml(piece.text ?? '')])),
  );
  const text = texts.length === 0 ? undefined : texts.join('\n\n');
  if (rich.length > 0 && text === undefined) return rich.flat();
  return text === undefined ? [] : [{ text, pages }];
}

function unique(texts: readonly string[]): readonly string[] {
  const known = new Set<string>();
  return texts.filter((text) => {
    const words = text.trim();
    if (words === '' || known.has(words)) return false;
    known.add(words);
    return true;
  });
}

/** Of text/enriched (RFC 1896): a line end is two, `<<` is a bracket, commands are not shown. */
function bareWords(text: string): string {
  return text
    .slice(0, LIMITS.htmlCharacters)
    .replace(/<param>[^<]{0,1000}<\/param>/gi, '')
    .replace(/<<|<[^<>\n]{1,100}>/g, (command) => (command === '<<' ? '<' : ''));
}
