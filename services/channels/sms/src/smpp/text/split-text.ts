import { DATA_CODING, type Charset } from '../charset/charset.ts';
import { gsmSeptets } from '../charset/gsm.ts';

/** One submit_sm of a text. */
export interface TextPart {
  readonly dataCoding: number;
  /** The body without its header. */
  readonly bytes: readonly number[];
}

interface Coding {
  readonly dataCoding: number;
  /** Most units of a text that travels alone, and of one part of several (6 octets go to the header). */
  readonly alone: number;
  readonly part: number;
  /** Octets of one unit. */
  readonly unitBytes: 1 | 2;
  readonly encode: (character: string) => readonly number[] | undefined;
}

const CODINGS: Readonly<Record<Charset, Coding>> = {
  gsm: { dataCoding: DATA_CODING.default, alone: 160, part: 153, unitBytes: 1, encode: gsmSeptets },
  ia5: { dataCoding: DATA_CODING.ia5, alone: 160, part: 153, unitBytes: 1, encode: (each) => octet(each, 0x7f) },
  latin1: { dataCoding: DATA_CODING.latin1, alone: 140, part: 134, unitBytes: 1, encode: (each) => octet(each, 0xff) },
  ucs2: { dataCoding: DATA_CODING.ucs2, alone: 70, part: 67, unitBytes: 2, encode: utf16 },
};

/**
 * Cuts a text into the bodies of its submit_sm: in the charset of the bind where all of it fits into that, else in UCS-2.
 * No character is torn: neither an escaped septet pair nor a surrogate pair. Pure.
 */
export function splitText(text: string, charset: Charset): readonly TextPart[] {
  const own = encodeAll(text, CODINGS[charset]);
  const coding = own === undefined ? CODINGS.ucs2 : CODINGS[charset];
  const characters = own ?? encodeAll(text, coding) ?? [];
  const total = characters.reduce((sum, { length }) => sum + length, 0);
  const room = (total <= coding.alone * coding.unitBytes ? coding.alone : coding.part) * coding.unitBytes;
  const parts: number[][] = [[]];
  for (const character of characters) {
    const current = parts.at(-1) ?? [];
    if (current.length + character.length <= room) current.push(...character);
    else parts.push([...character]);
  }
  return parts.map((bytes) => ({ dataCoding: coding.dataCoding, bytes }));
}

function encodeAll(text: string, coding: Coding): readonly (readonly number[])[] | undefined {
  const encoded: (readonly number[])[] = [];
  for (const character of text) {
    const bytes = coding.encode(character);
    if (bytes === undefined) return undefined;
    encoded.push(bytes);
  }
  return encoded;
}

function octet(character: string, highest: number): readonly number[] | undefined {
  const code = character.codePointAt(0) ?? 0;
  return code <= highest ? [code] : undefined;
}

function utf16(character: string): readonly number[] {
  return [...Buffer.from(character, 'utf16le').swap16()];
}
