/** A copy that lacks some optional fields. */
export function without<T extends object, K extends keyof T>(value: T, ...fields: readonly K[]): Omit<T, K> {
  const copy: Partial<T> = { ...value };
  for (const field of fields) delete copy[field];
  return copy as Omit<T, K>;
}
