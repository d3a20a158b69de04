import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosenFaults } from '../verify/command-line.ts';
import { clusterDeployment } from '../verify/deployments/cluster.ts';
import { ServersMissingError } from '../verify/deployments/deployment.ts';
import { isClean } from '../verify/ledger.ts';
import { renderLedger } from '../verify/render-ledger.ts';
import { verifyDelivery } from '../verify/verify-delivery.ts';

/**
 * By messages, or by time where that comes first: what a small machine with a slow document store gets through. The whole
 * of it: `VERIFY_CLUSTER_MESSAGES=15000 VERIFY_CLUSTER_MINUTES=5 VERIFY_CLUSTER_FAULTS=all`.
 */
const MESSAGES = Number(process.env['VERIFY_CLUSTER_MESSAGES'] ?? 300);
const MINUTES = Number(process.env['VERIFY_CLUSTER_MINUTES'] ?? 2);
const FAULTS = process.env['VERIFY_CLUSTER_FAULTS'] ?? 'kill-broker';
/** The same every time, so that what a change broke is told from chance; `SEED=…` for others. */
const SEED = Number(process.env['SEED'] ?? 33);
const SETTLING_MINUTES = 10;

test(
  'on separate processes, Kafka and a document store, whose broker is killed, every promise is kept',
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
        faults: chosenFaults(FAULTS, 'cluster', 1),
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
