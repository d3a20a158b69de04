import { setTimeout as pause } from 'node:timers/promises';
import { ON_ANY_ENGINE, type Fault } from './fault.ts';

const BETWEEN_MS = 1500;
const HALF = 0.5;

/** Twice at most: whoever drops out more often within a minute is held to be unstable, and gets nothing for another. */
export const cutAgents: Fault = {
  name: 'cut-agents',
  about: `the connections of all agents are reset, and ${BETWEEN_MS / 1000} s later those of half of them again`,
  engines: ON_ANY_ENGINE,
  async inject({ cutAgents: cut, random, recoveryBegins }) {
    cut(() => true);
    await pause(BETWEEN_MS);
    recoveryBegins();
    cut(() => random.chance(HALF));
  },
};
