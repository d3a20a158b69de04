import { useEffect, useRef } from 'preact/hooks';
import { useEnvironment } from '../environment.ts';
import { BackIcon } from '../icons.tsx';
import { Confirm } from './confirm.tsx';
import { GoOn } from './go-on.tsx';
import { PushPage } from './push-page.tsx';

export type ElsewherePageName = 'goOn' | 'confirm' | 'push';

export interface ElsewherePageProps {
  readonly page: ElsewherePageName;
  readonly person: string;
  readonly cursor: string | undefined;
  readonly leave: () => void;
}

/** In the place of the thread: how to go on elsewhere, or to be told of answers. */
export function ElsewherePage({ page, person, cursor, leave }: ElsewherePageProps) {
  const { messenger, texts } = useEnvironment();
  const { push } = messenger;
  const headingRef = useRef<HTMLHeadingElement>(null);
  // Also where what had the focus goes.
  const toHeading = (): void => headingRef.current?.focus();
  useEffect(toHeading, [page]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape concerns the whole page
    <section
      class="elsewhere"
      aria-labelledby="elsewhere"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // It means this page, not the panel around it.
        event.preventDefault();
        event.stopPropagation();
        leave();
      }}
    >
      <header>
        <button type="button" class="icon-button" aria-label={texts.back} onClick={leave}>
          <BackIcon />
        </button>
        <h3 id="elsewhere" ref={headingRef} tabIndex={-1} dir="auto">
          {texts[page]}
        </h3>
      </header>
      <div class="elsewhere-body">
        {page === 'goOn' && <GoOn cursor={cursor} toHeading={toHeading} />}
        {page === 'confirm' && <Confirm toHeading={toHeading} />}
        {page === 'push' && push && <PushPage push={push} person={person} />}
      </div>
    </section>
  );
}
