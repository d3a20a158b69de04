import { useEffect, useState } from 'preact/hooks';
import type { DevicePush, PushState } from '../push/device-push.ts';
import { useEnvironment } from '../ui/environment.ts';
import { Problem } from '../ui/problem.tsx';
import { QuietHours } from './quiet-hours.tsx';
import { useAsking } from './use-asking.ts';

/** Whether this browser tells of answers while the page is closed; it is asked for leave by the click alone. */
export function PushPage({ push, person }: { readonly push: DevicePush; readonly person: string }) {
  const { client, texts } = useEnvironment();
  const { ask, asking, problem } = useAsking();
  const [state, setState] = useState<PushState>();
  const look = (): void => void push.state(person).then(setState);
  useEffect(look, [push, person]);

  const turn = (on: boolean): void => {
    const permitted = on && push.permit();
    void ask(async (credentials) => {
      if (!on) await push.turnOff(client.proof());
      else if (await permitted) await push.turnOn(credentials, person);
    }, look).then(look);
  };

  return (
    <>
      <p dir="auto">{state === 'blocked' ? texts.pushBlocked : texts.pushText}</p>
      {state !== undefined && state !== 'blocked' && (
        <label class="check">
          <input
            type="checkbox"
            checked={state === 'on'}
            disabled={asking}
            onChange={({ currentTarget }) => turn(currentTarget.checked)}
          />
          {texts.push}
        </label>
      )}
      {state === 'on' && <QuietHours push={push} person={person} />}
      <Problem text={problem} />
    </>
  );
}
