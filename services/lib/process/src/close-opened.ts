/** Closes what is being opened once it is there; what never opened has nothing to close. */
export async function closeOpened(opening: Iterable<Promise<{ close(): Promise<void> }>>): Promise<void> {
  await Promise.all([...opening].map(async (one) => await (await one.catch(() => undefined))?.close()));
}
