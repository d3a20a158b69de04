import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Act } from '../../wire/frames.ts';
import type { ActOutcome } from './connection/playground-connection.ts';
import type { Store } from './state/store.ts';
import type { View } from './state/view.ts';

export interface Playing {
  readonly store: Store;
  readonly act: (act: Act) => Promise<ActOutcome>;
}

/** What every part of the page works with. */
export const PlayingContext = createContext<Playing | undefined>(undefined);

export function usePlaying(): Playing {
  const playing = useContext(PlayingContext);
  if (playing === undefined) throw new Error('a part of the playground outside of it');
  return playing;
}

/** The present view; draws again with each change. */
export function useView(): View {
  const { store } = usePlaying();
  const [view, setView] = useState(store.view);
  useEffect(() => {
    setView(store.view());
    return store.subscribe(() => setView(store.view()));
  }, [store]);
  return view;
}
