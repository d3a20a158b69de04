import { decodeCharset } from '../mime/decode-charset.ts';

/** Nesting that is followed; nobody writes more. */
const MOST_GROUPS = 500;
const MOST_CHARACTERS = 2_000_000;
const TOKEN = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/gs;
/** Groups whose words are none of the text. */
const UNSEEN = new Set(
  'fonttbl colortbl stylesheet info pict object header footer headerl headerr footerl footerr themedata colorschememapping datastore latentstyles listtable listoverridetable rsidtbl generator xmlnstbl mmathpr fldinst datafield bkmkstart bkmkend nonshppict mhtmltag'.split(
    ' ',
  ),
);
const SIGNS: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  row: '\n',
  page: '\n',
  tab: '\t',
  cell: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
};
/** `\fcharset` of a font as a codepage. */
const CHARSETS: Readonly<Record<number, number>> = {
  0: 1252,
  77: 10_000,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
};

interface Group {
  isSeen: boolean;
  isFontTable: boolean;
  /** Within the page that RTF carries along (`\htmltag`). */
  isTag: boolean;
  /** RTF that only repeats the page (`\htmlrtf`). */
  isRepeated: boolean;
  font: number;
  /** Characters that follow one in Unicode, for programs that know none. */
  fallback: number;
}

/** The words of RTF; where it carries a page along (`\fromhtml`, [MS-OXRTFEX]), the page. Never throws. */
export function readRtf(data: Buffer): { readonly text: string; readonly html: string } {
  const reader = new RtfReader();
  reader.read(data.toString('latin1', 0, MOST_CHARACTERS));
  const words = reader.words().replaceAll('\u0000', '');
  return reader.isPage ? { text: '', html: words } : { text: words.trim(), html: '' };
}

class RtfReader {
  isPage = false;
  readonly #out: string[] = [];
  /** Bytes of a codepage that wait for more of their character. */
  #bytes: number[] = [];
  #codepage = 1252;
  readonly #fonts = new Map<number, number>();
  readonly #groups: Group[] = [];
  #group: Group = { isSeen: true, isFontTable: false, isTag: false, isRepeated: false, font: -1, fallback: 1 };
  #toSkip = 0;

  read(rtf: string): void {
    for (const [, word, number, hex, sign, brace, text] of rtf.matchAll(TOKEN)) {
      if (word !== undefined) this.#control(word, number === undefined ? undefined : Number(number));
      else if (hex !== undefined) this.#byte(Number.parseInt(hex, 16));
      else if (sign !== undefined) this.#sign(sign);
      else if (brace === '{') {
        if (this.#groups.length >= MOST_GROUPS) return;
        this.#groups.push({ ...this.#group });
      } else if (brace === '}') {
        this.#flush();
        this.#group = this.#groups.pop() ?? this.#group;
      } else if (text !== undefined) this.#text(text);
    }
  }

  words(): string {
    this.#flush();
    return this.#out.join('');
  }

  #control(word: string, number: number | undefined): void {
    const group = this.#group;
    switch (word) {
      case 'ansicpg':
        this.#codepage = number ?? 1252;
        return;
      case 'fromhtml':
        this.isPage = true;
        return;
      case 'fonttbl':
        group.isFontTable = true;
        break;
      case 'f':
        this.#flush();
        group.font = number ?? -1;
        return;
      case 'fcharset':
        if (group.isFontTable) this.#fonts.set(group.font, CHARSETS[number ?? 0] ?? 0);
        return;
      case 'uc':
        group.fallback = Math.min(Math.max(number ?? 1, 0), 10);
        return;
      case 'u':
        this.#put(String.fromCharCode((number ?? 0) & 0xffff));
        this.#toSkip = group.fallback;
        return;
      case 'htmltag':
        group.isTag = true;
        group.isSeen = true;
        return;
      case 'htmlrtf':
        group.isRepeated = number !== 0;
        return;
      case 'pntext':
      case 'v':
        if (number !== 0) group.isSeen = group.isTag;
        return;
      default:
    }
    if (UNSEEN.has(word)) group.isSeen = false;
    else if (SIGNS[word] !== undefined) this.#put(SIGNS[word]);
  }

  #sign(sign: string): void {
    if (sign === '*') this.#group.isSeen = this.#group.isTag;
    else if (sign === '~') this.#put('\u00a0');
    else if (sign === '_') this.#put('-');
    else if ('\\{}'.includes(sign)) this.#text(sign);
    else if (sign === '\n' || sign === '\r') this.#put('\n');
  }

  #byte(byte: number): void {
    if (this.#toSkip > 0) this.#toSkip -= 1;
    else if (this.#isShown()) this.#bytes.push(byte);
  }

  #text(text: string): void {
    const own = text.slice(this.#toSkip);
    this.#toSkip = Math.max(0, this.#toSkip - text.length);
    this.#put(own);
  }

  #put(text: string): void {
    this.#flush();
    if (this.#isShown()) this.#out.push(text);
  }

  #isShown(): boolean {
    return this.#group.isSeen && !this.#group.isFontTable && !this.#group.isRepeated;
  }

  #flush(): void {
    if (this.#bytes.length === 0) return;
    const codepage = this.#fonts.get(this.#group.font) || this.#codepage;
    const charset = codepage === 10_000 ? 'macintosh' : `cp${codepage}`;
    this.#out.push(decodeCharset(Buffer.from(this.#bytes), charset));
    this.#bytes = [];
  }
}
