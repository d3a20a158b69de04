/** Most looks into the store at the same time: who asks for much works beside others, and a slow store has other clients. */
const AT_ONCE = 16;

/** What each look gives, in the order of the things. */
export async function fewAtOnce<Thing, Seen>(
  things: readonly Thing[],
  look: (thing: Thing) => Promise<Seen>,
): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  for (let from = 0; from < things.length; from += AT_ONCE) {
    seen.push(...(await Promise.all(things.slice(from, from + AT_ONCE).map(look))));
  }
  return seen;
}
