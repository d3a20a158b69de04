import type { Entry, IdentityId } from '@onethread/contracts';
import { changeDocument, documentsOf } from '@onethread/documents';
import { projectStanding, standingOf, type Standing } from '../../domain/standing.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';
import { without } from '../../domain/without.ts';
import type { UseCaseContext } from '../context.ts';

const PAGE = 500;

/** Who may not be written to, from the entries; memory for those identities alone of which it was ever said. */
export class ExpectedStandings {
  readonly #entries = new Map<IdentityId, Entry>();

  add(entry: Entry): void {
    const identityId = standingOf(entry);
    if (identityId === undefined) return;
    if ((this.#entries.get(identityId)?.at ?? 0) < entry.at) this.#entries.set(identityId, entry);
  }

  /** Compares with every identity; names what differs, and writes it where it is to be repaired. */
  async *check(context: UseCaseContext, repair: boolean): AsyncGenerator<string> {
    const { identities, memory } = context.collections;
    for await (const identity of documentsOf(identities, { index: 'by_customer', limit: PAGE })) {
      if (sameStanding(identity.standing, this.#expected(identity))) continue;
      if (repair) {
        await changeDocument<IdentityDocument>(identities, {
          id: identity._id,
          make: (known) => known && withStanding(known, this.#expected(known)),
        });
        memory.identities.delete(identity._id);
      }
      yield `identities/${identity._id}`;
    }
  }

  #expected(identity: IdentityDocument): Standing | undefined {
    const entry = this.#entries.get(identity._id);
    return entry && projectStanding({ ...pickErased(identity) }, entry).standing;
  }
}

function pickErased({ erasedAt }: IdentityDocument): { erasedAt?: number; standing?: Standing } {
  return erasedAt === undefined ? {} : { erasedAt };
}

function withStanding(identity: IdentityDocument, standing: Standing | undefined): IdentityDocument {
  return standing === undefined ? without(identity, 'standing') : { ...identity, standing };
}

function sameStanding(one: Standing | undefined, other: Standing | undefined): boolean {
  return one?.at === other?.at && one?.standing === other?.standing && one?.reason === other?.reason;
}
