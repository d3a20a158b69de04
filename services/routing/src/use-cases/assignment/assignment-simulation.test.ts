import { describe, it } from 'node:test';
import { AssignmentSimulation } from './testing/simulation.ts';

const SEEDS = Number(process.env['ASSIGNMENT_SEEDS'] ?? 5);
const FIRST_SEED = Number(process.env['ASSIGNMENT_FIRST_SEED'] ?? 1);
const STEPS = Number(process.env['ASSIGNMENT_STEPS'] ?? 1_500);

describe('assignment under crashes, zombies and lost answers', () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
    it(`keeps every promise, seed ${seed}`, async () => {
      const simulation = await AssignmentSimulation.open(seed);
      for (let step = 0; step < STEPS; step += 1) {
        await simulation.step();
        await simulation.check();
      }
      await simulation.heal();
      await simulation.close();
    });
  }
});
