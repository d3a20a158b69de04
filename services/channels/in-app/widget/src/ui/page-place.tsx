import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PageProps } from '../pages/page-props.ts';
import { useEnvironment } from './environment.ts';
import { Problem } from './problem.tsx';

type Pages = typeof import('../pages.tsx');

/** Where a page is shown, once its script has come. */
export function PagePlace(props: PageProps) {
  const environment = useEnvironment();
  const { pagesUrl, texts } = environment;
  const placeRef = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState<Pages>();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    import(/* @vite-ignore */ pagesUrl).then(
      (found: Pages) => setPages(found),
      () => setFailed(true),
    );
  }, [pagesUrl]);

  useLayoutEffect(() => {
    if (placeRef.current !== null) pages?.showPage(placeRef.current, environment, props);
  });
  useEffect(() => {
    const place = placeRef.current;
    return () => place !== null && pages?.hidePage(place);
  }, [pages]);

  return (
    <>
      <div ref={placeRef} class="page-place" />
      {failed && (
        <div class="elsewhere-body">
          <Problem text={texts.problems.unreachable} />
          <button type="button" class="text-button" onClick={props.leave}>
            {texts.back}
          </button>
        </div>
      )}
    </>
  );
}
