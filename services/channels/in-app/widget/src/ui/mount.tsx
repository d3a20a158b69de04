import { render } from 'preact';
import type { Messenger } from '../messenger/messenger.ts';
import type { WidgetSettings } from '../settings.ts';
import { wordingFor } from '../texts/texts.ts';
import { EnvironmentProvider } from './environment.ts';
import { MessengerUi } from './messenger-view.tsx';
import css from './styles.css?inline';
import { applyTheme } from './theme.ts';

export const HOST_ELEMENT = 'onethread-messenger';

/** Puts the messenger at the end of the page: one host element, everything else inside its shadow; gives what to hide. */
export function mountMessenger(messenger: Messenger, settings: WidgetSettings): HTMLElement {
  const wording = wordingFor([settings.language, ...navigator.languages]);
  const host = document.createElement(HOST_ELEMENT);
  const shadow = host.attachShadow({ mode: 'open', delegatesFocus: true });
  // A constructed sheet needs no 'unsafe-inline' in the page's policy.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  shadow.adoptedStyleSheets = [sheet];
  const root = document.createElement('div');
  root.className = 'theme';
  shadow.append(root);
  document.body.append(host);

  const environment = {
    ...wording,
    messenger,
    now: Date.now,
    title: settings.title ?? wording.texts.title,
    fileUrl: (path: string) => (path.startsWith('/') ? `${settings.serverUrl}${path}` : path),
  };
  render(
    <EnvironmentProvider value={environment}>
      <MessengerUi />
    </EnvironmentProvider>,
    root,
  );
  const darkWanted = matchMedia('(prefers-color-scheme: dark)');
  const theme = (): void =>
    applyTheme(root, settings.colorScheme === 'auto' ? darkWanted.matches : settings.colorScheme === 'dark');
  theme();
  darkWanted.addEventListener('change', theme);
  // The page's own style sheets may have come after the script.
  messenger.on('open', theme);
  return root;
}
