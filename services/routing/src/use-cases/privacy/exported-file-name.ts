const MAX_LENGTH = 120;
/** What no file system takes in a name, or takes for something else. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\\/:*?"<>|]/gu;

/** A sender's file name as one that lies in a folder and nowhere else. */
export function exportedFileName(name: string): string {
  const safe = name.replaceAll(FORBIDDEN, '_').replace(/^\.+/u, '_').trim();
  if (safe.length <= MAX_LENGTH) return safe === '' ? 'file' : safe;
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(safe)?.[0] ?? '';
  return safe.slice(0, MAX_LENGTH - ending.length).replace(/[\ud800-\udbff]$/u, '') + ending;
}
