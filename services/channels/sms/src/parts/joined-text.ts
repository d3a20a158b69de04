/** A part's text as it is kept: half a surrogate pair at its end must survive the store until its other half comes. */
export function packed(text: string): string {
  return Buffer.from(text, 'utf16le').toString('base64');
}

/** The parts in order, a gap where one is missing. */
export function joinedText(total: number, parts: Readonly<Record<string, string>>): string {
  const bodies: Buffer[] = [];
  for (let part = 1; part <= total; part += 1) {
    const text = parts[String(part)];
    bodies.push(text === undefined ? GAP : Buffer.from(text, 'base64'));
  }
  return Buffer.concat(bodies).toString('utf16le');
}

const GAP = Buffer.from(' […] ', 'utf16le');

/** What an agent should know of a message that is not whole. */
export function missingNotice(total: number, parts: Readonly<Record<string, string>>): string | undefined {
  const missing = Array.from({ length: total }, (_, place) => place + 1).filter(
    (part) => parts[String(part)] === undefined,
  );
  if (missing.length === 0) return undefined;
  const which =
    missing.length > 10 ? `${missing.length} of ${total} parts have` : `Part ${missing.join(', ')} of ${total} has`;
  return `${which} not arrived.`;
}
