import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Messenger } from '../messenger/messenger.ts';
import type { Wording } from '../texts/texts.ts';

export interface Environment extends Wording {
  readonly messenger: Messenger;
  /** Heading of the panel. */
  readonly title: string;
  /** Epoch ms. */
  readonly now: () => number;
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
