import { useEffect, useRef, useState } from 'preact/hooks';
import type { Confirmation, ConfirmationResult } from '@onethread/client';
import { useEnvironment } from '../ui/environment.ts';
import { Problem } from '../ui/problem.tsx';
import { useAsking } from './use-asking.ts';

export interface ConfirmCodeProps {
  readonly confirmation: Confirmation;
  /** A new code is being asked for, and what came of it. */
  readonly asking: boolean;
  readonly problem: string | undefined;
  readonly again: () => void;
  readonly done: () => void;
  readonly leave: () => void;
}

/** The code that came on the other channel. */
export function ConfirmCode({ confirmation, asking, problem, again, done, leave }: ConfirmCodeProps) {
  const { client, texts, say } = useEnvironment();
  const own = useAsking();
  const [code, setCode] = useState('');
  const [result, setResult] = useState<ConfirmationResult>();
  const fieldRef = useRef<HTMLInputElement>(null);
  const { id, address } = confirmation;
  useEffect(() => fieldRef.current?.focus(), []);

  const wrong =
    result === undefined || result.confirmed
      ? undefined
      : result.triesLeft === 0
        ? texts.codeSpent
        : say(texts.wrongCode, { count: result.triesLeft });

  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() === '') return;
        setResult(undefined);
        void own.ask(
          (credentials) => client.rest.confirm(credentials, id, code),
          (answer) => {
            setResult(answer);
            if (answer.confirmed) done();
            else fieldRef.current?.select();
          },
        );
      }}
    >
      <output dir="auto">
        {result?.confirmed === true ? say(texts.confirmed, { address }) : say(texts.codeSent, { address })}
      </output>
      {result?.confirmed !== true && (
        <>
          <label>
            {texts.codeField}
            <input
              ref={fieldRef}
              class="one-time"
              inputMode="numeric"
              autocomplete="one-time-code"
              dir="ltr"
              maxLength={12}
              required
              value={code}
              onInput={({ currentTarget }) => setCode(currentTarget.value)}
            />
          </label>
          <button type="submit" class="wide-button" disabled={own.asking || result?.triesLeft === 0}>
            {texts.confirmCode}
          </button>
          <Problem text={problem ?? own.problem ?? wrong} />
          <p class="actions">
            <button type="button" class="text-button" disabled={asking} onClick={again}>
              {texts.newCode}
            </button>
            <button type="button" class="text-button" onClick={leave}>
              {texts.otherAddress}
            </button>
          </p>
        </>
      )}
    </form>
  );
}
