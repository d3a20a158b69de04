import { clusterDeployment } from './cluster.ts';
import type { Deployment, EngineName } from './deployment.ts';
import { embeddedDeployment } from './embedded.ts';
import { kafkaSqliteDeployment } from './kafka-sqlite.ts';

/** A fresh Onethread on these engines, not started yet. Throws when its servers cannot be had here. */
export async function openDeployment(engine: EngineName, brokers: 1 | 3): Promise<Deployment> {
  switch (engine) {
    case 'embedded':
      return await embeddedDeployment();
    case 'kafka-sqlite':
      return await kafkaSqliteDeployment(brokers);
    case 'cluster':
      return await clusterDeployment(brokers);
  }
}
