import { navigate, useHash } from '../navigation.ts';

/** What the address says of the wallboard: so it can be kept as a bookmark of the screen on the wall. */
export interface WallboardPlace {
  /** Empty: all. */
  readonly teamId: string;
  /** Nothing but the figures, in large type. */
  readonly bigScreen: boolean;
}

export function parseWallboardPlace(hash: string): WallboardPlace {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  return { teamId: fields.get('team') ?? '', bigScreen: fields.get('screen') === 'big' };
}

export function wallboardPath({ teamId, bigScreen }: WallboardPlace): string {
  const fields = new URLSearchParams();
  if (teamId !== '') fields.set('team', teamId);
  if (bigScreen) fields.set('screen', 'big');
  return fields.size === 0 ? '/wallboard' : `/wallboard#${fields.toString()}`;
}

export function useWallboardPlace() {
  const place = parseWallboardPlace(useHash());
  const change = (to: Partial<WallboardPlace>) => navigate(wallboardPath({ ...place, ...to }), { replace: true });
  return { ...place, change };
}
