import { isDeepStrictEqual } from 'node:util';

/** Whether two documents agree in these fields; JSON knows no `undefined`, so an absent field equals an undefined one. */
export function sameFields<T extends object>(one: T, other: T, fields: readonly (keyof T)[]): boolean {
  return fields.every((field) => isDeepStrictEqual(one[field], other[field]));
}
