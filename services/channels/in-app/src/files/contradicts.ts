/** Types that are always known by a file's first bytes: whoever claims one and sends something else did not mean well, or erred. */
const KNOWN_PICTURES = /^image\/(png|apng|jpe?g|gif|webp|avif|hei[cf]|tiff|bmp)$/;
const PDF = 'application/pdf';

/**
 * Whether a file's bytes are not what was claimed of them. A picture may be of another format than its name says, sound and
 * film share containers, and claims that promise nothing shown or played are not held against anyone.
 */
export function contradicts(claimedType: string | undefined, foundType: string): boolean {
  const claimed = (claimedType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (KNOWN_PICTURES.test(claimed)) return !foundType.startsWith('image/');
  if (claimed === PDF) return foundType !== PDF;
  // Some sound has no mark at its beginning: only what is surely something else is a contradiction.
  return /^(audio|video)\//.test(claimed) && (/^(image|text)\//.test(foundType) || foundType === PDF);
}
