/** Thrown when the client neither did something nor failed for so long that it never will: its connection is in doubt. */
export class ClientStuckError extends Error {
  override readonly name = 'ClientStuckError';
  readonly code = 'client-stuck';
  readonly retryable = true;
}

/**
 * kafkajs has promises that never settle after a broker was frozen or cut off at the wrong moment; whoever waits for one
 * would wait for ever. Throws `ClientStuckError` then; what comes of `work` later is nobody's any more.
 */
export async function settlesWithin<T>(ms: number, doing: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ClientStuckError(`${doing}: no answer and no failure for ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, stuck]);
  } finally {
    clearTimeout(timer);
  }
}
