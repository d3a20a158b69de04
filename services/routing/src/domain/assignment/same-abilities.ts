import type { AgentState, Weights } from './terms.ts';

/** Whether nothing but load, availability and last assignment differs: all that changes from one decision to the next. */
export function sameAbilities(a: AgentState, b: AgentState): boolean {
  return (
    a.capacity === b.capacity &&
    a.interruptibleCapacity === b.interruptibleCapacity &&
    sameWeights(a.channels, b.channels) &&
    sameList(a.teams, b.teams, (one, other) => one === other) &&
    sameList(a.skills, b.skills, (one, other) => one.skill === other.skill && one.level === other.level)
  );
}

function sameWeights(a: Weights, b: Weights): boolean {
  if (a === b) return true;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}

function sameList<Item>(a: readonly Item[], b: readonly Item[], same: (a: Item, b: Item) => boolean): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => same(item, b[index] as Item)));
}
