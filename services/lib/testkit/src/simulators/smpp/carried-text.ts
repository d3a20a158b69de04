import smpp from 'smpp';

/** A body as the library hands it over: octets, or text that it decoded. */
export interface CarriedBody {
  /** Elements of the header, without its length octet. */
  readonly header: readonly Buffer[];
  readonly content: Buffer | string;
}

export function carriedBody(value: unknown): CarriedBody {
  if (Buffer.isBuffer(value) || typeof value === 'string') return { header: [], content: value };
  const { udh, message } = (value ?? {}) as { readonly udh?: readonly Buffer[]; readonly message?: Buffer | string };
  return { header: udh ?? [], content: message ?? '' };
}

/** The same body for another PDU, octet by octet. */
export function forwarded({ header, content }: CarriedBody): object | Buffer | string {
  if (header.length === 0) return content;
  const elements = Buffer.concat(header);
  return { udh: Buffer.concat([Buffer.from([elements.length]), elements]), message: content };
}

const GSM_CHARACTERS =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà\f^{}\\[~]|€';

/** By the library's own table, turned round: not the code under test. */
const bySeptets: ReadonlyMap<string, string> = new Map(
  Array.from(GSM_CHARACTERS, (character) => [smpp.encodings.ASCII.encode(character).toString('hex'), character]),
);

/** What the phone shows: data_coding 8 as UCS-2, 3 as Latin-1, all else as GSM. */
export function shownText(content: Buffer | string, dataCoding: number): string {
  if (typeof content === 'string') return content;
  if (dataCoding === 8) return Buffer.from(content).swap16().toString('utf16le');
  if (dataCoding === 3 || dataCoding === 1) return content.toString('latin1');
  let text = '';
  for (let at = 0; at < content.length; at += 1) {
    const one = content.subarray(at, at + 1).toString('hex');
    const two = content.subarray(at, at + 2).toString('hex');
    if (one === '1b') at += 1;
    text += bySeptets.get(one === '1b' ? two : one) ?? '\ufffd';
  }
  return text;
}
