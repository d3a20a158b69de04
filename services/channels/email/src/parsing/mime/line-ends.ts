/** Text with one way to end a line: `\n`, also where a gateway doubled the CR or an old Macintosh wrote it alone. */
export function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r*\n|\r/g, '\n') : text;
}
