/** Longest name that is kept, in characters. */
export const MAX_FILE_NAME = 200;

/**
 * What a reader cannot see and what reorders what he does: controls, direction overrides and isolates, zero-width marks,
 * line separators, surrogates without a partner.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const UNSAFE_IN_FILE_SYSTEMS = /[<>:"|?*]/g;

/**
 * A sender's file name, made fit to show and to save: the last part of a path, no characters that hide or reorder others,
 * no leading dots, at most 200 characters with the extension kept. 'file' when nothing is left.
 */
export function cleanFileName(name: string): string {
  const seen = name.slice(0, 4_000).toWellFormed().normalize('NFC').replace(UNSEEN, '');
  const last = seen.split(/[/\\]/).findLast((part) => part.trim() !== '') ?? '';
  const safe = last
    .replace(UNSAFE_IN_FILE_SYSTEMS, '_')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '');
  if (safe === '') return 'file';
  if (safe.length <= MAX_FILE_NAME) return safe;
  const dot = safe.lastIndexOf('.');
  const extension = dot > 0 && safe.length - dot <= 20 ? safe.slice(dot) : '';
  return safe.slice(0, MAX_FILE_NAME - extension.length).toWellFormed() + extension;
}
