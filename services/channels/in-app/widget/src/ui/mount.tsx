import type { AppSettings, Client } from '@onethread/client';
import { render } from 'preact';
import type { PageContext } from '../context/page-context.ts';
import type { Messenger } from '../messenger/messenger.ts';
import type { DevicePush } from '../push/device-push.ts';
import type { WidgetSettings } from '../settings.ts';
import { loadTexts } from '../texts/load-texts.ts';
import { languageFor, sayIn, type Texts } from '../texts/texts.ts';
import { EnvironmentProvider } from './environment.ts';
import { MessengerUi } from './messenger-view.tsx';
import css from './styles.css?inline';
import { BUILD } from '../build.ts';
import { applyTheme } from './theme.ts';

export const HOST_ELEMENT = 'onethread-messenger';

export interface Mounted {
  readonly messenger: Messenger;
  readonly client: Client;
  readonly context: PageContext;
  readonly push: DevicePush | undefined;
  readonly settings: WidgetSettings;
}

/** Puts the messenger at the end of the page: one host element, everything else inside its shadow; gives what to hide. */
export function mountMessenger({ settings, ...parts }: Mounted): HTMLElement {
  const { messenger, client, context } = parts;
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

  const wanted = [settings.language, ...navigator.languages];
  let chosen = languageFor(wanted);
  let texts: Texts | undefined;
  let appSettings: AppSettings | undefined;

  function show(): void {
    if (texts === undefined) return;
    const environment = {
      ...parts,
      ...chosen,
      texts,
      say: sayIn(chosen),
      appSettings,
      title: settings.title ?? texts.title,
      now: Date.now,
      pagesUrl: `${settings.serverUrl}/in-app/pages.js?v=${BUILD}`,
      fileUrl: (path: string) => (path.startsWith('/') ? `${settings.serverUrl}${path}` : path),
    };
    root.dir = texts.direction ?? '';
    render(
      <EnvironmentProvider value={environment}>
        <MessengerUi />
      </EnvironmentProvider>,
      root,
    );
    theme();
  }

  async function speak(): Promise<void> {
    const language = chosen;
    const found = await loadTexts(`${settings.serverUrl}/in-app/texts`, language.language);
    if (language !== chosen) return;
    texts = found;
    show();
  }

  /** Asked for once somebody opens it; where the server has none, nothing is asked and nothing told. */
  async function takeSettings(): Promise<void> {
    if (appSettings !== undefined) return;
    const none = { app: '', label: '', preChat: [], context: 'off', languages: [] } as const;
    appSettings = await client.rest.settings(chosen.locale).catch(() => none);
    context.appSays(appSettings.context);
    const { language } = languageFor(wanted, appSettings.languages);
    if (language === chosen.language) return show();
    chosen = languageFor(wanted, appSettings.languages);
    await speak();
  }

  const darkWanted = matchMedia('(prefers-color-scheme: dark)');
  const theme = (): void =>
    applyTheme(root, settings.colorScheme === 'auto' ? darkWanted.matches : settings.colorScheme === 'dark');
  darkWanted.addEventListener('change', theme);
  messenger.on('opened', () => {
    // The page's own style sheets may have come after the script.
    theme();
    void takeSettings();
  });
  void speak();
  return root;
}
