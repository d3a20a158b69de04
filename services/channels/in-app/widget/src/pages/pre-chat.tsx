import type { PreChatField } from '@onethread/client';
import { useEffect, useRef } from 'preact/hooks';
import { Problem } from '../ui/problem.tsx';
import { ASKED, OWN } from './pre-chat-fields.ts';
import { useAsking } from './use-asking.ts';
import { useEnvironment } from '../ui/environment.ts';

/** Characters, as the server keeps them. */
const MAX_LENGTH = { text: 500, email: 320 };

interface FieldProps extends Pick<PreChatField, 'name' | 'required'> {
  readonly kind: 'text' | 'email';
}

function Field({ kind, name, required }: FieldProps) {
  const field = {
    name,
    required,
    autocomplete: OWN.has(name) ? name : 'off',
    maxLength: MAX_LENGTH[kind],
    dir: 'auto',
  } as const;
  return kind === 'email' ? <input type="email" {...field} /> : <input type="text" {...field} />;
}

export interface PreChatProps {
  readonly fields: readonly PreChatField[];
  /** It is over: the thread takes its place. */
  readonly done: () => void;
}

/** Asked once; skippable where nothing is required. Claims for the agents, proof of nothing. */
export function PreChat({ fields, done }: PreChatProps) {
  const { client, texts, say } = useEnvironment();
  const { ask, asking, problem } = useAsking();
  const formRef = useRef<HTMLFormElement>(null);
  useEffect(() => formRef.current?.querySelector<HTMLElement>('input, select')?.focus(), []);

  const over = (): void => {
    client.session?.keep(ASKED, '1');
    done();
  };

  function send(): void {
    if (formRef.current === null) return;
    const given = [...new FormData(formRef.current)].flatMap(([name, value]) =>
      typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()] as const] : [],
    );
    const own = given.filter(([name]) => OWN.has(name));
    const answers = given.filter(([name]) => !OWN.has(name));
    const profile = {
      ...Object.fromEntries(own),
      ...(answers.length === 0 ? {} : { fields: Object.fromEntries(answers) }),
    };
    void ask(() => client.tellProfile(profile), over);
  }

  return (
    <form
      ref={formRef}
      class="fields pre-chat"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p dir="auto">{texts.preChatText}</p>
      {fields.map(({ name, label, kind, required, options }) => (
        <label key={name} dir="auto">
          {required ? label : say(texts.optional, { label })}
          {kind === 'choice' ? (
            <select name={name} required={required}>
              <option value="">{texts.choose}</option>
              {options?.map(({ value, label: words }) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          ) : (
            <Field kind={kind} name={name} required={required} />
          )}
        </label>
      ))}
      <Problem text={problem} />
      <p class="actions">
        <button type="submit" class="wide-button" disabled={asking}>
          {texts.preChatGo}
        </button>
        {fields.every(({ required }) => !required) && (
          <button type="button" class="text-button" onClick={over}>
            {texts.skip}
          </button>
        )}
      </p>
    </form>
  );
}
