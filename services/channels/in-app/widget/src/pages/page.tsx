import { useEffect, useRef } from 'preact/hooks';
import { useEnvironment } from '../ui/environment.ts';
import { BackIcon } from '../ui/icons.tsx';
import { Confirm } from './confirm.tsx';
import { ContextPage } from './context-page.tsx';
import { GoOn } from './go-on.tsx';
import type { PageName, PageProps } from './page-props.ts';
import { PushPage } from './push-page.tsx';

/** In the place of the thread: how to go on elsewhere, to be told of answers, or what we may see. */
export function Page({ page, person, cursor, leave }: Omit<PageProps, 'page'> & { readonly page: PageName }) {
  const { push, texts } = useEnvironment();
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
        {page === 'context' && <ContextPage />}
        {page === 'push' && push && <PushPage push={push} person={person} />}
      </div>
    </section>
  );
}
