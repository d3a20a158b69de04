/** `OT-7KQ4-M2XF`, however it was typed, as all of a line. Which codes there are is not this channel's to know. */
const CODE =
  /^[\s"'«»„“”*_]*OT[\s\-\u2010-\u2015\u2212_.]{0,3}[a-z0-9]{4}[\s\-\u2010-\u2015\u2212_.]{0,3}[a-z0-9]{4}[\s"'«»„“”*_.]*$/i;
/** Of a text that is longer nobody needs to ask. */
const MOST_CHARACTERS = 10_000;
const MOST_SIGNATURE_LINES = 8;
const MOST_SIGNATURE_CHARACTERS = 400;
const CLOSING =
  /^(--|__|best|(kind|warm|many )?\s*regards|sincerely|thanks|thank you|cheers|yours|sent (from|with|via)|get outlook|mit freundlich|viele grüße|(liebe|beste|freundliche|schöne) grüße|gruß|lg\b|mfg\b|danke|gesendet|von meinem|cordialement|bien à|merci|envoyé|saludos|atentamente|gracias|enviado|atenciosamente|obrigad|cumprimentos|cordiali|saluti|grazie|inviato|met vriendelijke|groet|verzonden|pozdrawiam|z poważaniem|dziękuję|wysłan|з повагою|дякую|надіслано|с уважением|спасибо|отправлено|mvh|med vänlig|hälsningar|tack|skickat|vennlig|hilsen|sendt|terveisin|lähetetty|üdvözlettel|s pozdravem|saygılar|よろしく|から送信)/iu;

/**
 * The code that a mail is meant to bring: all that was written, but for a signature of `name`. As it was typed; undefined: it
 * is a mail like any other.
 */
export function linkCodeIn(text: string, name: string): string | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  const [first = '', ...rest] = text.split('\n').filter((line) => line.trim() !== '');
  return CODE.test(first) && isSignature(rest, name) ? bare(first) : undefined;
}

function isSignature(lines: readonly string[], name: string): boolean {
  const [first = ''] = lines;
  if (lines.length === 0) return true;
  if (lines.length > MOST_SIGNATURE_LINES || lines.join('').length > MOST_SIGNATURE_CHARACTERS) return false;
  return CLOSING.test(first.trim()) || isPartOf(first, name);
}

/** `Anna` of `Anna Berg`. */
function isPartOf(line: string, name: string): boolean {
  const own = new Set(wordsOf(name));
  const words = wordsOf(line);
  return words.length > 0 && words.every((word) => own.has(word));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function bare(line: string): string {
  return line
    .replaceAll(/["'«»„“”*]/g, '')
    .trim()
    .replace(/[\s_.]+$/, '');
}
