import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { embeddedDeployment } from '../deployments/embedded.ts';
import type { Fault } from '../faults/fault.ts';
import { PROMISES } from '../findings.ts';
import { isClean, type Ledger } from '../ledger.ts';
import { renderLedger } from '../render-ledger.ts';
import { verifyDelivery, type VerifyOptions } from '../verify-delivery.ts';
import { NOTHING, SABOTAGES } from './sabotages.ts';

const MAIN = join(import.meta.dirname, 'main.ts');
const MESSAGES = Number(process.env['VERIFY_MESSAGES'] ?? 600);
const SEED = Number(process.env['SEED'] ?? 7);
/** What a broken build lost never comes: it is not waited for longer than a whole one would need. */
const PATIENCE_MS = 5000;
const TWO_CORES = 2;

async function runOf(
  broken: string,
  faults: readonly Fault[],
  further: Partial<Pick<VerifyOptions, 'patienceMs' | 'messages' | 'seed'>> = {},
): Promise<Ledger> {
  const deployment = await embeddedDeployment({ main: MAIN, env: { BROKEN: broken } });
  try {
    return await verifyDelivery({ deployment, messages: MESSAGES, seed: SEED, faults, ...further });
  } finally {
    await deployment.close();
  }
}

describe('the checker', { concurrency: TWO_CORES }, () => {
  test('a whole build keeps every promise under the faults that show the broken ones', async () => {
    const ledger = await runOf(NOTHING, [...new Set(SABOTAGES.flatMap(({ shownBy }) => shownBy))]);
    assert.ok(isClean(ledger), renderLedger(ledger));
    assert.ok(ledger.answers.sent > 0, 'agents answered');
  });

  for (const { name, about, breaks, foundAs, shownBy, messages = MESSAGES } of SABOTAGES) {
    test(`finds ${name}: ${about}`, async (t) => {
      // What a fault breaks is up to chance: who declines, and when. Another run is other traffic.
      for (const seed of [SEED, SEED + 1, SEED + 2]) {
        const ledger = await runOf(name, shownBy, { patienceMs: PATIENCE_MS, messages, seed });
        const found = ledger.promises.find(({ promise }) => promise === breaks);
        const example = found?.examples.find((one) => foundAs.test(one));
        t.diagnostic(`${PROMISES[breaks]}: ${found?.violations} times, as ${example}`);
        if (example !== undefined) return;
        if (seed === SEED + 2) assert.fail(renderLedger(ledger));
      }
    });
  }
});
