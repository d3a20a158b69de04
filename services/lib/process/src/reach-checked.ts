import { backendCheck } from './backend-check.ts';
import type { Access } from './engines.ts';
import { reachBackend, type BackendToReach } from './reach-backend.ts';

export interface CheckedBackend<Opened extends { close(): Promise<void> }> extends BackendToReach<Opened> {
  /** Its name on `/readyz`. */
  readonly check: string;
  /** What is wrong with it now, if anything. */
  readonly ask: (opened: Opened) => Promise<string | undefined>;
}

/** Reaches a backend; `/readyz` tells why it is not there yet, and afterwards whether it still answers. */
export async function reachChecked<Opened extends { close(): Promise<void> }>(
  access: Access,
  { check, ask, ...backend }: CheckedBackend<Opened>,
): Promise<Opened> {
  let fault: string | undefined = 'being reached';
  let opened: Opened | undefined;
  const answers = backendCheck(check, async () => (opened === undefined ? undefined : await ask(opened)));
  access.addHealthCheck({ name: check, check: () => fault ?? answers.check() });
  opened = await reachBackend(backend, { ...access, onFault: (words) => (fault = words) });
  fault = undefined;
  return opened;
}
