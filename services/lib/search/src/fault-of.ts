/** What is wrong, in words, where the index does not answer; undefined where it does. */
export async function faultOf(look: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await look();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'the search index does not answer';
  }
}
