import { useEnvironment } from '../ui/environment.ts';
import { Problem } from '../ui/problem.tsx';
import { useAsking } from './use-asking.ts';

export interface AnswersFollowProps {
  readonly to: { readonly channel: string; readonly account: string };
  readonly wished: boolean;
  readonly changed: () => void;
}

/** The person's word on whether answers that they do not read here are sent on to a channel of theirs. */
export function AnswersFollow({ to, wished, changed }: AnswersFollowProps) {
  const { client, texts } = useEnvironment();
  const { ask, asking, problem } = useAsking();
  return (
    <>
      <label class="check">
        <input
          type="checkbox"
          checked={wished}
          disabled={asking}
          onChange={({ currentTarget: { checked } }) =>
            void ask((credentials) => client.rest.letAnswersFollow(credentials, checked ? to : undefined), changed)
          }
        />
        {texts.answersFollow}
      </label>
      <Problem text={problem} />
    </>
  );
}
