/** One header field as it stands in the mail: name in lower case, value unfolded, comments and all. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/** Fields that are looked at; a mail that people write has some dozens. */
const MAX_FIELDS = 5_000;
const FIELD = /^([\x21-\x39\x3b-\x7e]{1,200})[ \t]*:(.*)$/s;

/** Where the header ends and the body begins; without an empty line all of it is header. */
export function headerEnd(raw: Buffer): number {
  const ends = [raw.indexOf('\r\n\r\n'), raw.indexOf('\n\n')].filter((at) => at >= 0);
  return ends.length === 0 ? raw.length : Math.min(...ends);
}

/** The fields of a header, topmost (newest) first. What is no field is left out. */
export function headerFields(header: string): readonly HeaderField[] {
  const fields: { name: string; value: string[] }[] = [];
  for (const line of header.split(/\r?\n/)) {
    if (/^[ \t]/.test(line)) {
      fields.at(-1)?.value.push(line);
      continue;
    }
    if (fields.length >= MAX_FIELDS) break;
    const [, name, value] = FIELD.exec(line) ?? [];
    // A line that is none still ends the one before.
    fields.push({ name: name?.toLowerCase() ?? '', value: [value ?? ''] });
  }
  return fields.filter(({ name }) => name !== '').map(({ name, value }) => ({ name, value: value.join('').trim() }));
}
