import type { DocumentStore } from '@onethread/documents';
import type { EventLog } from '@onethread/log';
import type { HealthCheck } from '@onethread/runtime';

interface Engines {
  readonly log: Pick<EventLog, 'lag'>;
  readonly history: DocumentStore;
  readonly small: DocumentStore;
}

/** Whether the engines answer: one whose worker died says so here, while the port and the folder are well. */
export function storeChecks({ log, history, small }: Engines): HealthCheck[] {
  return [
    answering('log', () => log.lag()),
    ...Object.entries({ history, services: small }).map(([name, store]) =>
      answering(name, async () => await (await store.collection({ name: 'health' })).get('probe')),
    ),
  ];
}

function answering(name: string, ask: () => Promise<unknown>): HealthCheck {
  return {
    name,
    check: () =>
      ask().then(
        () => undefined,
        (error: unknown) => `the ${name} file does not answer: ${(error as Error).message}`,
      ),
  };
}
