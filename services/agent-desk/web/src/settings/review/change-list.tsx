import type { SettingsChange } from '../../../../wire/settings.ts';
import { settingPathWords } from '../setting-place.ts';

/** What differs: before, and after. */
export function ChangeList({ changes }: { readonly changes: readonly SettingsChange[] }) {
  return (
    <ul className="change-list">
      {changes.map(({ path, before, after }) => (
        <li key={path}>
          <p>{settingPathWords(path)}</p>
          {before !== '' && (
            <p className="change-before">
              <span className="visually-hidden">Before: </span>
              <del dir="auto">{plain(before)}</del>
            </p>
          )}
          {after !== '' && (
            <p className="change-after">
              <span className="visually-hidden">After: </span>
              <ins dir="auto">{plain(after)}</ins>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** JSON as one reads it: a text without its quotes, a list of texts as a list. */
function plain(json: string): string {
  try {
    const value = JSON.parse(json) as unknown;
    if (typeof value === 'string') return value;
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ') || 'none';
    return json;
  } catch {
    return json;
  }
}
