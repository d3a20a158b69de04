import { recentMap } from '@onethread/runtime';
import type { ShownMessage } from '../wire/model.ts';

/** Reactions remembered; those not shown for longest are forgotten first. */
export const MAX_REACTIONS = 5_000;

/** A message, wherever it is. */
type Place = Pick<ShownMessage, 'provider' | 'customer' | 'id'>;

/** With what people reacted to answers, one emoji each. */
export class Reactions {
  readonly #emojis = recentMap<string, string>(MAX_REACTIONS);

  of(place: Place): string | undefined {
    return this.#emojis.get(keyOf(place));
  }

  /** An empty emoji takes it back. */
  set(place: Place, emoji: string): void {
    if (emoji === '') this.#emojis.delete(keyOf(place));
    else this.#emojis.set(keyOf(place), emoji);
  }
}

function keyOf({ provider, customer, id }: Place): string {
  return JSON.stringify([provider, customer, id]);
}
