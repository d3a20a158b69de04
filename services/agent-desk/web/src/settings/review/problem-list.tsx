import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { SettingsProblem } from '../../../../wire/settings.ts';
import { navigate } from '../../navigation.ts';
import { useEditor } from '../draft/editor-context.ts';
import { settingPathToAddress, settingPathWords } from '../setting-place.ts';

interface ProblemListProps {
  readonly problems: readonly SettingsProblem[];
  /** Somebody went to a field to mend it. */
  readonly onGo: () => void;
}

/** What is wrong, errors first; each leads to its field. */
export function ProblemList({ problems, onGo }: ProblemListProps) {
  const { agents } = useEditor().draft;
  const entryOf = ({ section, entry }: { readonly section: string; readonly entry: string }) =>
    section === 'agents' ? (agents.find(({ email }) => email === entry)?.agentId ?? '') : entry;
  const sorted = problems.toSorted(
    (one, other) => Number(one.severity === 'warning') - Number(other.severity === 'warning'),
  );
  return (
    <ul className="problem-list">
      {sorted.map(({ severity, code, path, message }) => {
        const Icon = severity === 'error' ? CircleAlert : TriangleAlert;
        const address = settingPathToAddress(path, entryOf);
        return (
          <li key={`${code}-${path}-${message}`} data-severity={severity}>
            <Icon size={16} aria-hidden />
            <div>
              <p dir="auto">
                <span className="visually-hidden">{severity === 'error' ? 'Error: ' : 'Warning: '}</span>
                {message}
              </p>
              {path !== '' && (
                <a
                  href={address}
                  onClick={(event) => {
                    event.preventDefault();
                    onGo();
                    navigate(address);
                  }}
                >
                  {settingPathWords(path)}
                </a>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
