export type Direction = 'next' | 'previous';

/** The window beside; at an end the same again. */
export function neighbour(order: readonly string[], name: string, direction: Direction): string {
  return order[order.indexOf(name) + (direction === 'next' ? 1 : -1)] ?? name;
}
