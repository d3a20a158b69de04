import { useEffect, useState } from 'preact/hooks';
import type { Confirmation, ReachableChannel } from '@onethread/client';
import { useEnvironment } from '../ui/environment.ts';
import { ConfirmCode } from './confirm-code.tsx';
import { Problem } from '../ui/problem.tsx';
import { useAsking } from './use-asking.ts';

type Writable = ReachableChannel & { readonly addressKind: 'phone' | 'email' };

export interface ConfirmProps {
  /** Moves the focus to the page's heading. */
  readonly toHeading: () => void;
}

/** A code is sent to a typed address, and typed in here. */
export function Confirm({ toHeading }: ConfirmProps) {
  const { client, texts } = useEnvironment();
  const { ask, asking, problem } = useAsking();
  const [channels, setChannels] = useState<readonly Writable[]>();
  const [chosen, setChosen] = useState<string>();
  const [address, setAddress] = useState('');
  const [started, setStarted] = useState<Confirmation>();

  useEffect(() => {
    const take = (found: readonly ReachableChannel[]): void =>
      setChannels(found.filter((one): one is Writable => one.addressKind !== undefined));
    void ask((credentials) => client.rest.reachable(credentials), take);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once
  }, []);

  const channel = channels?.find((one) => one.channel === chosen) ?? channels?.[0];
  const start = (): void => {
    if (channel === undefined || address.trim() === '') return;
    void ask((credentials) => client.rest.startConfirmation(credentials, channel.channel, address.trim()), setStarted);
  };

  const field = {
    dir: 'ltr',
    maxLength: 320,
    required: true,
    value: address,
    onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => setAddress(currentTarget.value),
  } as const;

  if (started !== undefined)
    return (
      <ConfirmCode
        key={started.id}
        confirmation={started}
        asking={asking}
        problem={problem}
        again={start}
        done={toHeading}
        leave={() => {
          setStarted(undefined);
          toHeading();
        }}
      />
    );
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <p dir="auto">{channels?.length === 0 ? texts.goOnNowhere : texts.confirmText}</p>
      {channel !== undefined && (
        <>
          {(channels?.length ?? 0) > 1 && (
            <label>
              {texts.confirmBy}
              <select value={channel.channel} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
                {channels?.map(({ channel: name, label }) => (
                  <option key={name} value={name}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
          )}
          <label>
            {texts.address[channel.addressKind]}
            {channel.addressKind === 'phone' ? (
              <input key="phone" type="tel" autocomplete="tel" {...field} />
            ) : (
              <input key="email" type="email" autocomplete="email" {...field} />
            )}
          </label>
          <button type="submit" class="wide-button" disabled={asking}>
            {texts.sendMeCode}
          </button>
        </>
      )}
      <Problem text={problem} />
    </form>
  );
}
