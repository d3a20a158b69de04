import { useState } from 'preact/hooks';
import type { DevicePush, Quiet } from '../push/device-push.ts';
import { useEnvironment } from '../ui/environment.ts';
import { Problem } from '../ui/problem.tsx';
import { useAsking } from './use-asking.ts';

const NIGHT: Quiet = { from: '22:00', to: '07:00' };

/** The hours of the day in which this browser says nothing. */
export function QuietHours({ push, person }: { readonly push: DevicePush; readonly person: string }) {
  const { texts } = useEnvironment();
  const { ask, problem } = useAsking();
  const [quiet, setQuiet] = useState(push.quiet);

  const change = (hours: Quiet | undefined): void => {
    setQuiet(hours);
    // A field that is being typed into is empty at times.
    if (hours?.from === '' || hours?.to === '') return;
    void ask(
      (credentials) => push.keepQuiet(credentials, person, hours),
      () => {},
    );
  };
  const field = (end: keyof Quiet, label: string) =>
    quiet !== undefined && (
      <label>
        {label}
        <input
          type="time"
          required
          value={quiet[end]}
          onChange={({ currentTarget }) => change({ ...quiet, [end]: currentTarget.value })}
        />
      </label>
    );

  return (
    <>
      <label class="check">
        <input
          type="checkbox"
          checked={quiet !== undefined}
          onChange={({ currentTarget }) => change(currentTarget.checked ? NIGHT : undefined)}
        />
        {texts.quiet}
      </label>
      {quiet !== undefined && (
        <div class="fields hours">
          {field('from', texts.quietFrom)}
          {field('to', texts.quietTo)}
          <p dir="auto">{texts.quietText}</p>
        </div>
      )}
      <Problem text={problem} />
    </>
  );
}
