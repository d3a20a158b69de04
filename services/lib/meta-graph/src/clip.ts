/** At most `most` UTF-16 units of a text, never ending within a character. */
export function clip(text: string, most: number): string {
  return (text.length <= most ? text : text.slice(0, most)).toWellFormed();
}
