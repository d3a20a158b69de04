import { useState } from 'preact/hooks';
import { useEnvironment } from '../ui/environment.ts';

/** What agents may see of page and device, in words, and the person's say in it. */
export function ContextPage() {
  const { context, texts } = useEnvironment();
  const [agreed, setAgreed] = useState(context.agreed === true);
  return (
    <>
      <p dir="auto">{texts.contextText}</p>
      <label class="check">
        <input
          type="checkbox"
          checked={agreed}
          onChange={({ currentTarget: { checked } }) => {
            context.agree(checked);
            setAgreed(checked);
          }}
        />
        {texts.contextCheck}
      </label>
    </>
  );
}
