import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { embeddedDeployment } from '../deployments/embedded.ts';
import { PROMISES } from '../findings.ts';
import { renderLedger } from '../render-ledger.ts';
import { verifyDelivery } from '../verify-delivery.ts';
import { SABOTAGES } from './sabotages.ts';

const MAIN = join(import.meta.dirname, 'main.ts');
const MESSAGES = 600;
const SEED = 7;
/** What a broken build lost never comes: it is not waited for longer than a whole one would need. */
const PATIENCE_MS = 5000;

describe('a broken build fails', () => {
  for (const { name, about, breaks, shownBy } of SABOTAGES) {
    test(`${name}: ${about}`, { timeout: 600_000 }, async (t) => {
      const deployment = await embeddedDeployment({ main: MAIN, env: { BROKEN: name } });
      try {
        const options = { deployment, messages: MESSAGES, seed: SEED, faults: shownBy, patienceMs: PATIENCE_MS };
        const ledger = await verifyDelivery(options);
        const found = ledger.promises.find(({ promise }) => promise === breaks);
        t.diagnostic(`${PROMISES[breaks]}: ${found?.violations} times, as ${found?.examples[0]}`);
        assert.ok((found?.violations ?? 0) > 0, renderLedger(ledger));
      } finally {
        await deployment.close();
      }
    });
  }
});
