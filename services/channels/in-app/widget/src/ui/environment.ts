import type { AppSettings, Client } from '@onethread/client';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PageContext } from '../context/page-context.ts';
import type { Messenger } from '../messenger/messenger.ts';
import type { DevicePush } from '../push/device-push.ts';
import type { Language, Say, Texts } from '../texts/texts.ts';

export interface Environment extends Language {
  readonly messenger: Messenger;
  readonly client: Client;
  readonly context: PageContext;
  /** Undefined: the page or the browser has none. */
  readonly push: DevicePush | undefined;
  readonly texts: Texts;
  /** A text with what it speaks of, in the form that the number wants. */
  readonly say: Say;
  /** Heading of the panel. */
  readonly title: string;
  /** Undefined: not known yet. */
  readonly appSettings: AppSettings | undefined;
  /** Epoch ms. */
  readonly now: () => number;
  /** Where the script of the pages is that few people open. */
  readonly pagesUrl: string;
  /** Links of the feed are paths relative to the server. */
  readonly fileUrl: (path: string) => string;
}

const EnvironmentContext = createContext<Environment | undefined>(undefined);
export const EnvironmentProvider = EnvironmentContext.Provider;

export function useEnvironment(): Environment {
  const environment = useContext(EnvironmentContext);
  if (environment === undefined) throw new Error('rendered outside of the messenger');
  return environment;
}
