import type { EngineName } from '../deployments/deployment.ts';
import { clockMoved } from './clock-moved.ts';
import { diskFull } from './disk-full.ts';
import { doubleWebhooks } from './double-webhooks.ts';
import { cutAgents } from './cut-agents.ts';
import { brokerAnswersLost } from './broker-answers-lost.ts';
import { freezeBroker } from './freeze-broker.ts';
import { freezeServices } from './freeze-services.ts';
import { killBroker } from './kill-broker.ts';
import { killDatabase } from './kill-database.ts';
import { killEachBroker } from './kill-each-broker.ts';
import { killRouting } from './kill-routing.ts';
import { killServices } from './kill-services.ts';
import { rollingRestart } from './rolling-restart.ts';
import type { Fault } from './fault.ts';
import { freeze } from './freeze.ts';
import { kill } from './kill.ts';
import { killWhileSending } from './kill-while-sending.ts';
import { killThrice } from './kill-thrice.ts';
import { providerAmbiguous } from './provider-ambiguous.ts';
import { providerDown } from './provider-down.ts';
import { providerErrors } from './provider-errors.ts';
import { providerSlow } from './provider-slow.ts';
import { restart } from './restart.ts';

/** Every fault that there is. A new one is its file and its line here. */
export const FAULTS: readonly Fault[] = [
  kill,
  killThrice,
  killWhileSending,
  freeze,
  restart,
  clockMoved,
  diskFull,
  killRouting,
  killServices,
  freezeServices,
  rollingRestart,
  killBroker,
  killEachBroker,
  freezeBroker,
  brokerAnswersLost,
  killDatabase,
  cutAgents,
  doubleWebhooks,
  providerErrors,
  providerSlow,
  providerAmbiguous,
  providerDown,
];

/** Those that an engine with so many brokers can have. */
export function faultsFor(engine: EngineName, brokers: 1 | 3): readonly Fault[] {
  return FAULTS.filter(
    (fault) => fault.engines.includes(engine) && (fault.brokers === undefined || fault.brokers === brokers),
  );
}
