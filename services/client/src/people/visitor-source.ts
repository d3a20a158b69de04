import type { VisitorCredentials } from '../protocol.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { TabLock } from '../storage/tab-lock.ts';
import type { CredentialSource, Proof } from './credential-source.ts';

export const VISITOR_KEY = 'visitor';

export interface VisitorSourceParts {
  readonly storage: DeviceStorage;
  readonly lock: TabLock;
  readonly issue: () => Promise<VisitorCredentials>;
}

/** The anonymous person of this device: the secret that the server issued once, shared by all tabs. */
export function createVisitorSource({ storage, lock, issue }: VisitorSourceParts): CredentialSource {
  let last: string | undefined;

  return {
    kind: 'visitor',
    async obtain() {
      const visitor = keptVisitor(storage) ?? (await lock('visitor', issueOnce));
      last = visitor.id;
      return proofOf(visitor);
    },
    isHere: (person) => person === `visitor.${keptVisitor(storage)?.id}`,
    refused(code) {
      if (code === 'bad-visitor' && keptVisitor(storage)?.id === last) storage.remove(VISITOR_KEY);
    },
  };

  async function issueOnce(): Promise<VisitorCredentials> {
    const fromOtherTab = keptVisitor(storage);
    if (fromOtherTab !== undefined) return fromOtherTab;
    const visitor = await issue();
    storage.set(VISITOR_KEY, JSON.stringify(visitor));
    return visitor;
  }
}

export function keptVisitor(storage: DeviceStorage): VisitorCredentials | undefined {
  try {
    const { id, secret } = JSON.parse(storage.get(VISITOR_KEY) ?? '') as Partial<VisitorCredentials>;
    return typeof id === 'string' && typeof secret === 'string' ? { id, secret } : undefined;
  } catch {
    return undefined;
  }
}

export function forgetVisitor(storage: DeviceStorage): void {
  storage.remove(VISITOR_KEY);
}

function proofOf(visitor: VisitorCredentials): Proof {
  return { credentials: { visitor }, person: `visitor.${visitor.id}` };
}
