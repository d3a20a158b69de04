import type * as rpc from '@onethread/rpc';
import type { Explanation, WallboardUpdate } from '../../wire/assignment.ts';
import { PRESENCE_OF } from './to-wire.ts';

export function explanationToWire(explanation: rpc.Explanation): Explanation {
  return explanation;
}

export function wallboardToWire({ agents, atRisk, ...rest }: rpc.Wallboard): WallboardUpdate {
  return {
    ...rest,
    agents: agents.map((row) => ({ ...row, presence: PRESENCE_OF[row.presence] })),
    atRisk: atRisk.flatMap(({ clock, ...row }) => (clock === null ? [] : [{ ...row, clock }])),
  };
}
