import { Split } from 'lucide-react';
import type { ProfileValue } from '../../../wire/identity.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { languageName } from '../ui/language-name.ts';
import { fullTime } from '../ui/times.ts';
import { profileGroups } from './profile-groups.ts';

/** What is known of the person, each value with who says so; where they disagree, all of them. */
export function ProfileFacts({ values }: { readonly values: readonly ProfileValue[] }) {
  return (
    <dl className="facts">
      {profileGroups(values).map(({ field, label, values: found, conflict }) => (
        <div key={field} className="profile-field" data-conflict={conflict}>
          <dt>
            {label}
            {conflict && (
              <span className="conflict-mark">
                <Split size={13} aria-hidden /> {found.length} differ
              </span>
            )}
          </dt>
          {found.map(({ value, sources }) => (
            <dd key={value}>
              <span dir="auto">{field === 'language' ? languageName(value) : value}</span>
              <Sources sources={sources} />
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

function Sources({ sources }: { readonly sources: readonly ProfileValue[] }) {
  const { channels } = useDeskState();
  const [first] = sources;
  const names = [...new Set(sources.map((one) => channels[one.channel]?.label ?? one.channel))].join(', ');
  const verified = sources.some((one) => one.verified);
  return (
    <span className="profile-source" title={first === undefined || first.atMs === 0 ? undefined : fullTime(first.atMs)}>
      {verified ? 'proved' : 'claimed'} · {names}
    </span>
  );
}
