import type { AgentId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import type { Collections } from '../../stores/collections.ts';
import type { PresenceDocument } from '../../stores/documents.ts';

export type Presence = Omit<PresenceDocument, 'rev'>;

/** What is true of an agent of whom nothing was written yet: asked for nothing until it says so. */
const UNKNOWN = { presence: 'away', changedAt: 0, streams: [] } as const;

/** Changes an agent's presence by compare-and-set. `change` may run several times; the same object back means that nothing is to be written. */
export async function changePresence(
  { presence }: Collections,
  agentId: AgentId,
  change: (present: Presence) => Presence,
): Promise<PresenceDocument | undefined> {
  const { document } = await changeDocument(presence, {
    id: agentId,
    make: (known) => {
      if (known !== undefined) return change(known);
      const unknown = { _id: agentId, ...UNKNOWN };
      const next = change(unknown);
      return next === unknown ? undefined : next;
    },
  });
  return document;
}
