import type { SettingsChange } from '../../../../wire/settings.ts';
import { settingPathWords } from '../setting-place.ts';
import { plainValue } from './plain-value.ts';

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
              <del dir="auto">{plainValue(before)}</del>
            </p>
          )}
          {after !== '' && (
            <p className="change-after">
              <span className="visually-hidden">After: </span>
              <ins dir="auto">{plainValue(after)}</ins>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
