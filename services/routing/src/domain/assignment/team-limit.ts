import type { Squad } from './squad.ts';
import type { PolicySettings } from './terms.ts';

/** A team that may hold only so much in all: what its members hold now, and the squads that it closes when it is full. */
export class TeamLimit {
  readonly maxLoad: number;
  /** By the weight that must fit. */
  readonly #squads = new Map<number, Set<Squad>>();
  #load = 0;

  constructor(maxLoad: number) {
    this.maxLoad = maxLoad;
  }

  hasRoom(weight: number): boolean {
    return this.#load + weight <= this.maxLoad;
  }

  /** Opens and closes the squads whose weight comes to fit, or no longer does. */
  change(by: number): void {
    const before = this.#load;
    this.#load += by;
    for (const [weight, squads] of this.#squads) {
      if (before + weight <= this.maxLoad === this.hasRoom(weight)) continue;
      for (const squad of squads) squad.class.teamChanged();
    }
  }

  add(squad: Squad): void {
    const { weight } = squad.class.demand;
    const squads = this.#squads.get(weight);
    if (squads === undefined) this.#squads.set(weight, new Set([squad]));
    else squads.add(squad);
  }

  remove(squad: Squad): void {
    const { weight } = squad.class.demand;
    const squads = this.#squads.get(weight);
    squads?.delete(squad);
    if (squads?.size === 0) this.#squads.delete(weight);
  }
}

/** Of the teams that have a limit, by team. */
export function teamLimits({ teams }: PolicySettings): ReadonlyMap<string, TeamLimit> {
  const limited = teams.filter((team) => team.maxLoad !== undefined);
  return new Map(limited.map((team) => [team.id, new TeamLimit(team.maxLoad as number)]));
}
