import { waitFor } from '@onethread/testkit';
import { IN_ONE_PROCESS, type Fault } from './fault.ts';

/** Longer than it takes to look and to kill. */
const ANSWERED_LATE_MS = 3000;
/** Answers that providers took and have not said so. */
const TAKEN = 2;
/** There may be nothing left to answer. */
const TAKEN_WITHIN_MS = 15_000;

export const killWhileSending: Fault = {
  name: 'kill-while-sending',
  about:
    'SIGKILL of the process between the moment at which Messenger, SMS and mail took an answer and their word of it',
  engines: IN_ONE_PROCESS,
  async inject({ deployment, companies: { graph, twilio, mail }, arrivals, recoveryBegins }) {
    const [process] = deployment.processes;
    const providers = [graph, twilio, mail];
    for (const { faults } of providers) faults.always({ kind: 'slow', delayMs: ANSWERED_LATE_MS });
    const before = arrivals();
    await waitFor(() => arrivals() >= before + TAKEN, {
      describe: 'answers that were taken',
      withinMs: TAKEN_WITHIN_MS,
      everyMs: 10,
    }).catch(() => {});
    await process?.kill();
    for (const { faults } of providers) faults.clear();
    recoveryBegins();
    await process?.start();
  },
};
