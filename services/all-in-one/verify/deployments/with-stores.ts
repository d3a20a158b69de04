import type { Deployment } from './deployment.ts';

/** Looks at log and history of a deployment and closes them. */
export async function withStores(
  deployment: Deployment,
  look: (stores: Awaited<ReturnType<Deployment['open']>>) => Promise<void>,
): Promise<void> {
  const stores = await deployment.open();
  try {
    await look(stores);
  } finally {
    await stores.close();
  }
}
