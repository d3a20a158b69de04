import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LEASE_VALID_MS } from '../../stores/leases.ts';
import { newAgent } from './testing/new-documents.ts';
import { startProcess } from './testing/simulated-process.ts';
import type { SimulatedProcess, WaitingCall } from './testing/simulated-process.ts';
import { openWorld, runUntil, turns } from './testing/step-by-step.ts';

const isLease = ({ call }: WaitingCall): boolean => call.collection === 'leases';

/** Lets calls about leases pass, and none about anything else. */
async function passLeases(process: SimulatedProcess): Promise<void> {
  for (let at = process.waiting.findIndex(isLease); at >= 0; at = process.waiting.findIndex(isLease)) {
    process.waiting.splice(at, 1)[0]?.go();
    await turns();
  }
}

describe('a store on which reading takes longer than a lease holds', () => {
  it('leaves the pool and the streams with the owner that reads', async () => {
    const { store, raw, clock, world } = await openWorld();
    await raw.agents.insert(newAgent('anna', 1));
    const owner = await startProcess(world, 'owner');
    assert.ok(await runUntil(owner, (call) => call === 'find agents'), 'it is taking over');

    for (let passed = 0; passed < 2 * LEASE_VALID_MS; passed += LEASE_VALID_MS / 3) {
      clock.advance(LEASE_VALID_MS / 3);
      owner.timers.ringDue();
      await turns();
      await passLeases(owner);
    }
    const other = await startProcess(world, 'other');
    await runUntil(other);
    assert.equal(other.owner?.owns('main'), false);
    assert.ok(((await raw.leases.get('replica:owner'))?.validUntil ?? 0) > clock.now());

    await runUntil(owner);
    assert.equal(owner.owner?.owns('main'), true);
    const stopped = Promise.all([owner.owner?.stop(), other.owner?.stop()]);
    await Promise.all([runUntil(owner), runUntil(other)]);
    await stopped;
    await store.close();
  });
});
