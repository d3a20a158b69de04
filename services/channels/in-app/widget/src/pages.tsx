import { render } from 'preact';
import { Page } from './pages/page.tsx';
import type { PageProps } from './pages/page-props.ts';
import { PreChat } from './pages/pre-chat.tsx';
import { EnvironmentProvider, type Environment } from './ui/environment.ts';

/**
 * The pages that few people open, a script of their own that is loaded when one is. It brings its own renderer along and
 * shares nothing with the messenger but the element and what it is given.
 */
export function showPage(element: HTMLElement, environment: Environment, props: PageProps): void {
  const { page, leave } = props;
  render(
    <EnvironmentProvider value={environment}>
      {typeof page === 'string' ? <Page {...props} page={page} /> : <PreChat fields={page.fields} done={leave} />}
    </EnvironmentProvider>,
    element,
  );
}

/** Before the element goes. */
export function hidePage(element: HTMLElement): void {
  render(null, element);
}
