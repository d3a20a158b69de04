import { CommandLineError } from '../command-line.ts';
import type { Deployment, EngineName } from './deployment.ts';
import { embeddedDeployment } from './embedded.ts';

/** A fresh Onethread on these engines, not started yet. Throws when its servers cannot be had here. */
export async function openDeployment(engine: EngineName, brokers: 1 | 3): Promise<Deployment> {
  switch (engine) {
    case 'embedded':
      return await embeddedDeployment();
    case 'kafka-sqlite':
    case 'cluster':
      throw new CommandLineError(`${engine} with ${brokers} broker(s) cannot be run yet`);
  }
}
