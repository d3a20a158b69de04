/** Members by key; a key without members takes no memory. */
export class KeyedSets<Key, Member> {
  readonly #sets = new Map<Key, Set<Member>>();

  add(key: Key, member: Member): void {
    const set = this.#sets.get(key);
    if (set === undefined) this.#sets.set(key, new Set([member]));
    else set.add(member);
  }

  remove(key: Key, member: Member): void {
    const set = this.#sets.get(key);
    if (set?.delete(member) === true && set.size === 0) this.#sets.delete(key);
  }

  /** A copy: members may leave while they are told something. */
  of(key: Key): readonly Member[] {
    const set = this.#sets.get(key);
    return set === undefined ? [] : [...set];
  }

  keys(): Iterable<Key> {
    return this.#sets.keys();
  }

  get size(): number {
    return this.#sets.size;
  }
}
