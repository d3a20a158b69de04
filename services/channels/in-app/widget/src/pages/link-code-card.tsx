import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReachableChannel } from '@onethread/client';
import { useEnvironment } from '../ui/environment.ts';
import { clockOf, composerLink } from './code-links.ts';
import { Problem } from '../ui/problem.tsx';
import { useAsking } from './use-asking.ts';

export interface LinkCodeCardProps {
  readonly channel: ReachableChannel;
  readonly leave: () => void;
}

interface ShownCode {
  readonly code: string;
  /** Epoch ms of this device. */
  readonly until: number;
}

/** A code to be sent on the other channel, where to, and for how long it is good. */
export function LinkCodeCard({ channel, leave }: LinkCodeCardProps) {
  const { client, texts, say, now } = useEnvironment();
  const { ask, asking, problem, setProblem } = useAsking();
  const [shown, setShown] = useState<ShownCode>();
  const [leftMs, setLeftMs] = useState(0);
  const [copied, setCopied] = useState(false);
  const codeRef = useRef<HTMLElement>(null);
  const { label, address, linked } = channel;

  const issue = (): void => {
    setCopied(false);
    void ask(
      (credentials) => client.rest.issueLinkCode(credentials),
      ({ code, validForMs }) => {
        setShown({ code, until: now() + validForMs });
        setLeftMs(validForMs);
      },
    );
  };
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- one code when it is shown
  useEffect(issue, []);
  useEffect(() => {
    if (shown === undefined) return undefined;
    const timer = setInterval(() => setLeftMs(shown.until - now()), 1000);
    return () => clearInterval(timer);
  }, [shown, now]);

  const copy = (): void => {
    // Not there on pages without TLS.
    const written = navigator.clipboard?.writeText(shown?.code ?? '') ?? Promise.reject(new Error('no clipboard'));
    written.then(
      () => setCopied(true),
      () => {
        setProblem(texts.copyFailed);
        if (codeRef.current !== null) getSelection()?.selectAllChildren(codeRef.current);
      },
    );
  };

  if (linked) return <output dir="auto">{say(texts.connectedText, { channel: label })}</output>;
  const over = leftMs <= 0;
  const composer =
    shown === undefined ? undefined : composerLink(channel, shown.code, say(texts.codeSubject, { code: shown.code }));
  return (
    <>
      <p dir="auto">
        {address === undefined
          ? say(texts.sendCode, { channel: label })
          : say(texts.sendCodeTo, { channel: label, address })}
      </p>
      {shown !== undefined && (
        <>
          <p class={over ? 'code over' : 'code'} dir="ltr">
            <b ref={codeRef}>{shown.code}</b>
          </p>
          <output class="code-state">{over ? texts.codeOver : copied ? texts.copied : ''}</output>
          {!over && (
            <p class="code-state" role="timer" aria-live="off">
              {say(texts.codeGoodFor, { time: clockOf(leftMs) })}
            </p>
          )}
          {!over && (
            <p class="actions">
              <button type="button" class="wide-button" onClick={copy}>
                {texts.copy}
              </button>
              {composer !== undefined && channel.addressKind !== undefined && (
                <a class="wide-button" href={composer}>
                  {texts.writeBy[channel.addressKind]}
                </a>
              )}
            </p>
          )}
        </>
      )}
      <Problem text={problem} />
      <p class="actions">
        <button type="button" class="text-button" disabled={asking} onClick={issue}>
          {texts.newCode}
        </button>
        <button type="button" class="text-button" onClick={leave}>
          {texts.otherChannel}
        </button>
      </p>
    </>
  );
}
