import { useEffect, useMemo, useReducer } from 'react';
import { WallboardConnection } from './wallboard-connection.ts';
import type { BoardEvents } from './wallboard-connection.ts';
import { EMPTY_WALLBOARD, reduceWallboard } from './wallboard-state.ts';
import type { WallboardState } from './wallboard-state.ts';

/** The wallboard of one team, or of all (empty), for as long as it is on the page. */
export function useWallboard(teamId: string): WallboardState {
  const [state, dispatch] = useReducer(reduceWallboard, EMPTY_WALLBOARD);
  const connection = useMemo(
    () => () =>
      new WallboardConnection({ open: (events) => openSource(teamId, events), timers: TIMERS, onAction: dispatch }),
    [teamId],
  );
  useEffect(() => {
    const opened = connection();
    opened.start();
    return () => opened.stop();
  }, [connection]);
  return state;
}

const TIMERS = {
  now: () => Date.now(),
  random: () => Math.random(),
  after: (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

function openSource(teamId: string, events: BoardEvents): { readonly close: () => void } {
  const query = teamId === '' ? '' : `?team=${encodeURIComponent(teamId)}`;
  const source = new EventSource(`/desk/v1/wallboard${query}`);
  source.addEventListener('board', ({ data }) => events.board(String(data)));
  source.addEventListener('beat', ({ data }) => events.beat(String(data)));
  source.addEventListener('error', () => events.failed());
  return { close: () => source.close() };
}
