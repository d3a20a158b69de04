import type { ContextChoice } from './context/page-context.ts';

/** How the messenger was embedded: attributes of its script element. */
export interface WidgetSettings {
  /** Where the script came from, without a trailing slash: API and files lie below it. */
  readonly serverUrl: string;
  /** `data-app`; undefined: the server's first app. */
  readonly app: string | undefined;
  /** `data-storage`: keeps this instance apart from others of the same page origin, as if it were another device. */
  readonly storage: string;
  /** `data-title`: heading of the panel. */
  readonly title: string | undefined;
  /** `data-language` or the page's: BCP 47. */
  readonly language: string | undefined;
  /** `data-color-scheme`: light, dark or (default) what the person's system asks for. */
  readonly colorScheme: 'light' | 'dark' | 'auto';
  /** `data-push-worker`: address of the page's own service worker, which imports `/widget-push.js`; undefined: no push. */
  readonly pushWorker: string | undefined;
  /** `data-context`: whether agents see page and device; undefined: as the app's settings say. */
  readonly context: ContextChoice | undefined;
  /** `data-app-version`: the app's own, told with the context. */
  readonly appVersion: string | undefined;
  /** `data-open`: open at once. */
  readonly startOpen: boolean;
}

const CHOICES = ['ask', 'always', 'off'] as const;
type ScriptElement = Pick<HTMLScriptElement, 'src' | 'dataset'>;

export function settingsFromScript(
  script: ScriptElement,
  pageLanguage: string | undefined,
  pageUrl: string,
): WidgetSettings {
  const { app, storage, title, language, colorScheme, pushWorker, context, appVersion, open } = script.dataset;
  const source = new URL(script.src, pageUrl);
  return {
    serverUrl: `${source.origin}${source.pathname.replace(/\/[^/]*$/, '')}`,
    app: given(app),
    storage: storage ?? '',
    title: given(title),
    language: given(language) ?? given(pageLanguage),
    colorScheme: colorScheme === 'light' || colorScheme === 'dark' ? colorScheme : 'auto',
    pushWorker: given(pushWorker),
    context: CHOICES.find((choice) => choice === context),
    appVersion: given(appVersion),
    startOpen: open !== undefined && open !== 'false',
  };
}

function given(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}
