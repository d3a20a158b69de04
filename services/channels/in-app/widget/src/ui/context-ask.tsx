import { useEnvironment } from './environment.ts';

/** Asks once whether agents may see the page and the device; the menu has the same, for ever. */
export function ContextAsk({ answered }: { readonly answered: () => void }) {
  const { context, texts } = useEnvironment();
  const answer = (yes: boolean) => (): void => {
    context.agree(yes);
    answered();
  };
  return (
    <section class="notice ask" aria-labelledby="context-ask">
      <p id="context-ask" dir="auto">
        {texts.contextAsk}
      </p>
      <p>
        <button type="button" class="text-button" onClick={answer(true)}>
          {texts.contextYes}
        </button>
        <button type="button" class="text-button" onClick={answer(false)}>
          {texts.contextNo}
        </button>
      </p>
    </section>
  );
}
