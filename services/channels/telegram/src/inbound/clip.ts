/** At most so many UTF-16 code units, and never half a character. */
export function clip(text: string, most: number): string {
  return (text.length <= most ? text : text.slice(0, most)).toWellFormed();
}
