import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embeddedDeployment } from './deployments/embedded.ts';
import { faultsFor } from './faults/faults.ts';
import { isClean } from './ledger.ts';
import { renderLedger } from './render-ledger.ts';
import { verifyDelivery } from './verify-delivery.ts';

/** How long a run is: by messages, or by time where that comes first. The whole of it by hand: VERIFY_MESSAGES=1000000. */
const MESSAGES = Number(process.env['VERIFY_MESSAGES'] ?? 100_000);
const MINUTES = Number(process.env['VERIFY_MINUTES'] ?? 2);
/** The same every time, so that what a change broke is told from chance; `SEED=…` for others. */
const SEED = Number(process.env['SEED'] ?? 33);
const SETTLING_MINUTES = 15;

test(
  'killed, frozen, out of space and let down by its providers, it keeps every promise',
  { timeout: (MINUTES + SETTLING_MINUTES) * 60_000 },
  async (t) => {
    t.diagnostic(`seed ${SEED}, at most ${MESSAGES} messages and ${MINUTES} minutes`);
    const deployment = await embeddedDeployment();
    try {
      const faults = faultsFor('embedded', 1);
      const ledger = await verifyDelivery({
        deployment,
        messages: MESSAGES,
        minutes: MINUTES,
        seed: SEED,
        faults,
        say: (line) => t.diagnostic(line),
      });
      const text = renderLedger(ledger);
      t.diagnostic(`${ledger.messages.accepted} messages written, ${ledger.faults.length} faults`);
      t.diagnostic(text);
      assert.ok(isClean(ledger), text);
      assert.ok(ledger.answers.sent > 0, 'agents answered');
    } finally {
      await deployment.close();
    }
  },
);
