import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReachableChannel } from '@onethread/client';
import { useEnvironment } from '../ui/environment.ts';
import { CheckIcon } from '../ui/icons.tsx';
import { AnswersFollow } from './answers-follow.tsx';
import { LinkCodeCard } from './link-code-card.tsx';
import { Problem } from '../ui/problem.tsx';
import { useAsking } from './use-asking.ts';

/** The server is not asked more often whether a channel is connected by now. */
const LOOK_EVERY_MS = 3_000;

export interface GoOnProps {
  /** Changes when something comes into the thread: perhaps from the other channel. */
  readonly cursor: string | undefined;
  /** Moves the focus to the page's heading. */
  readonly toHeading: () => void;
}

/** Channels on which the person can go on; for the chosen one, the code that proves it is them. */
export function GoOn({ cursor, toHeading }: GoOnProps) {
  const { client, texts, now } = useEnvironment();
  const { ask, problem } = useAsking();
  const [channels, setChannels] = useState<readonly ReachableChannel[]>();
  const [chosen, setChosen] = useState<string>();
  const lookedAtRef = useRef(0);

  const look = (): void => {
    lookedAtRef.current = now();
    void ask((credentials) => client.rest.reachable(credentials), setChannels, channels !== undefined);
  };
  useEffect(() => {
    const timer = setTimeout(look, Math.max(0, lookedAtRef.current + LOOK_EVERY_MS - now()));
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- asked when the thread changed, whatever else did
  }, [cursor]);

  const choose = (name: string | undefined): void => {
    setChosen(name);
    toHeading();
  };

  const channel = channels?.find((one) => one.channel === chosen);
  if (channel !== undefined)
    return <LinkCodeCard key={channel.channel} channel={channel} leave={() => choose(undefined)} />;
  return (
    <>
      <p dir="auto">{texts.goOnText}</p>
      <Problem text={problem} />
      {channels?.length === 0 && <p dir="auto">{texts.goOnNowhere}</p>}
      <ul class="channels">
        {channels?.map(({ channel: name, label, address, linked, answersFollow, account }) => (
          <li key={`${name} ${account ?? ''}`}>
            <button type="button" disabled={linked} onClick={() => choose(name)}>
              <b>{label}</b>
              {linked ? (
                <span class="chip-state">
                  <CheckIcon /> {texts.connected}
                </span>
              ) : (
                <bdi>{address}</bdi>
              )}
            </button>
            {answersFollow !== undefined && account !== undefined && (
              <AnswersFollow to={{ channel: name, account }} wished={answersFollow} changed={look} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
