import type { ShownMessage } from '../wire/model.ts';

/** Reactions remembered; the oldest are forgotten first. */
const MAX_REACTIONS = 5_000;

/** A message, wherever it is. */
type Place = Pick<ShownMessage, 'provider' | 'customer' | 'id'>;

/** With what people reacted to answers, one emoji each. */
export class Reactions {
  readonly #emojis = new Map<string, string>();

  of(place: Place): string | undefined {
    return this.#emojis.get(keyOf(place));
  }

  /** An empty emoji takes it back. */
  set(place: Place, emoji: string): void {
    this.#emojis.delete(keyOf(place));
    if (emoji !== '') this.#emojis.set(keyOf(place), emoji);
    const [oldest] = this.#emojis.keys();
    if (this.#emojis.size > MAX_REACTIONS && oldest !== undefined) this.#emojis.delete(oldest);
  }
}

function keyOf({ provider, customer, id }: Place): string {
  return JSON.stringify([provider, customer, id]);
}
