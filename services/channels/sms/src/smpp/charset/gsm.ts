/** GSM 03.38, basic table; place = septet. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const ESCAPE = 0x1b;
/** Septets behind an escape; each costs two. */
const EXTENSION: ReadonlyMap<string, number> = new Map([
  ['\f', 0x0a],
  ['^', 0x14],
  ['{', 0x28],
  ['}', 0x29],
  ['\\', 0x2f],
  ['[', 0x3c],
  ['~', 0x3d],
  [']', 0x3e],
  ['|', 0x40],
  ['€', 0x65],
]);
const SEPTETS: ReadonlyMap<string, number> = new Map(
  Array.from(BASIC, (character, septet) => [character, septet] as const).filter(([, septet]) => septet !== ESCAPE),
);
const EXTENDED: ReadonlyMap<number, string> = new Map([...EXTENSION].map(([character, septet]) => [septet, character]));

/** Septets of one character, one to an octet as SMPP carries them; undefined beyond GSM-7. */
export function gsmSeptets(character: string): readonly number[] | undefined {
  const basic = SEPTETS.get(character);
  if (basic !== undefined) return [basic];
  const extension = EXTENSION.get(character);
  return extension === undefined ? undefined : [ESCAPE, extension];
}

/** What is no septet, or follows an escape without being known, is shown as its basic character, as phones do. */
export function decodeGsm(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const septet = bytes[at] ?? 0;
    if (septet !== ESCAPE) {
      text += BASIC[septet] ?? '\ufffd';
      continue;
    }
    at += 1;
    const extended = bytes[at];
    if (extended !== undefined) text += EXTENDED.get(extended) ?? BASIC[extended] ?? '\ufffd';
  }
  return text.replaceAll('\u001b', ' ');
}
