import { changeDocument, type Collection } from '@onethread/documents';
import { SearchUnavailableError } from '../errors.ts';
import { TOKENS_VERSION } from '../text/tokens.ts';
import type { StateDocument } from './collections.ts';

const ID = 'state';

/** Which generations there are; shared by all processes. */
export class IndexState {
  readonly #states: Collection<StateDocument>;

  constructor(states: Collection<StateDocument>) {
    this.#states = states;
  }

  /** As it is stored now; made where nothing was stored, or what was stored was cut into other tokens. */
  async read(): Promise<StateDocument> {
    const known = await this.#states.get(ID);
    if (known?.tokensVersion === TOKENS_VERSION) return known;
    return await this.change((stored) => (stored?.tokensVersion === TOKENS_VERSION ? stored : renewed(stored)));
  }

  /** Compare-and-set until `make` has been applied to what is stored. */
  async change(make: (known: StateDocument | undefined) => Omit<StateDocument, 'rev'>): Promise<StateDocument> {
    const { document } = await changeDocument(this.#states, { id: ID, make });
    if (document === undefined) throw new SearchUnavailableError("the index's state was removed while it was used");
    return document;
  }
}

function renewed(stored: StateDocument | undefined): Omit<StateDocument, 'rev'> {
  const { serving = 1, building, retired = [] } = stored ?? {};
  return {
    _id: ID,
    serving,
    retired: building === undefined ? retired : [...retired, building],
    completeSince: Date.now(),
    tokensVersion: TOKENS_VERSION,
  };
}

/** The generation that is built, begun if none is. Numbers are never used twice. */
export function withBuilding(known: StateDocument): StateDocument {
  if (known.building !== undefined) return known;
  return { ...known, building: Math.max(known.serving, ...known.retired) + 1 };
}

export function finished(known: StateDocument, generation: number): StateDocument {
  if (known.building !== generation) return known;
  const { building: _served, place: _place, ...rest } = known;
  return { ...rest, serving: generation, completeSince: 0, retired: [...known.retired, known.serving] };
}
