import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterDeployment } from '../verify/deployments/cluster.ts';
import { ServersMissingError } from '../verify/deployments/deployment.ts';
import { faultsFor } from '../verify/faults/faults.ts';
import { isClean } from '../verify/ledger.ts';
import { renderLedger } from '../verify/render-ledger.ts';
import { verifyDelivery } from '../verify/verify-delivery.ts';

/** By messages, or by time where that comes first. */
const MESSAGES = Number(process.env['VERIFY_CLUSTER_MESSAGES'] ?? 15_000);
const MINUTES = Number(process.env['VERIFY_CLUSTER_MINUTES'] ?? 5);
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const SETTLING_MINUTES = 10;

test(
  'on separate processes, Kafka and a document store, whatever is killed, every promise is kept',
  { timeout: (MINUTES + SETTLING_MINUTES) * 60_000 },
  async (t) => {
    t.diagnostic(`seed ${SEED}, at most ${MESSAGES} messages and ${MINUTES} minutes`);
    const deployment = await clusterDeployment(1).catch((error: unknown) => {
      if (error instanceof ServersMissingError) return t.skip(error.message);
      throw error;
    });
    if (deployment === undefined) return;
    try {
      const ledger = await verifyDelivery({
        deployment,
        messages: MESSAGES,
        minutes: MINUTES,
        seed: SEED,
        faults: faultsFor('cluster', 1),
        say: (line) => t.diagnostic(line),
      });
      const text = renderLedger(ledger);
      t.diagnostic(text);
      assert.ok(isClean(ledger), text);
      assert.ok(ledger.answers.sent > 0, 'agents answered');
    } finally {
      await deployment.close();
    }
  },
);
