import { useQuery } from '@tanstack/react-query';
import type { TeamName } from '../../../wire/settings.ts';
import { callDesk } from '../api/http.ts';

const NONE: ReadonlyMap<string, string> = new Map();

/** What teams are called, by their ids; empty until it is known. */
export function useTeamNames(): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: ['team-names'],
    queryFn: async () => {
      const teams = await callDesk<readonly TeamName[]>('GET', '/team-names');
      return new Map(teams.map(({ id, name }) => [id, name]));
    },
    staleTime: 60_000,
  });
  return data ?? NONE;
}
