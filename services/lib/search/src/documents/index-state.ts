import { OutcomeUnknownError, type Collection } from '@onethread/documents';
import { SearchUnavailableError } from '../errors.ts';
import { TOKENS_VERSION } from '../text/tokens.ts';
import type { StateDocument } from './collections.ts';

const ID = 'state';
const MAX_ROUNDS = 100;

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
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const known = await this.#states.get(ID);
      const next = make(known);
      if (next === known) return known;
      try {
        if (known === undefined) {
          if ((await this.#states.insert(next)).outcome === 'inserted') return { ...next, rev: 1 };
        } else {
          const result = await this.#states.replace({ ...next, rev: known.rev });
          if (result.outcome === 'applied') return result.document;
        }
      } catch (error) {
        if (!(error instanceof OutcomeUnknownError)) throw error;
      }
    }
    throw new SearchUnavailableError(`the index's state was changed by others ${MAX_ROUNDS} times in a row`);
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
