import type { Squad } from './squad.ts';

/** A team that may hold only so much in all: what its members hold now, and the squads that it closes when it is full. */
export class TeamLimit {
  readonly maxLoad: number;
  readonly squads = new Set<Squad>();
  load = 0;

  constructor(maxLoad: number) {
    this.maxLoad = maxLoad;
  }

  /** Opens and closes the squads whose weight comes to fit, or no longer does. */
  change(by: number): void {
    if (by === 0) return;
    const before = this.load;
    this.load += by;
    for (const { class: demandClass } of this.squads) {
      const { weight } = demandClass.demand;
      if (before + weight <= this.maxLoad !== this.hasRoom(weight)) demandClass.teamChanged();
    }
  }

  hasRoom(weight: number): boolean {
    return this.load + weight <= this.maxLoad;
  }
}
