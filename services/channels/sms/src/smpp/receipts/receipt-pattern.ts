/** Whether a setting is a regular expression that names at least `id` and `stat`. */
export function isReceiptPattern(source: string): boolean {
  try {
    // Alternation with nothing matches anything, so that the groups can be seen.
    const { groups = {} } = new RegExp(`${source}|`, 'su').exec('') ?? {};
    return 'id' in groups && 'stat' in groups;
  } catch {
    return false;
  }
}
