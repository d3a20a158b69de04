/** A send id (`<entryId>.<attempt>.<step>`) that came back from a provider, in its parts. */
export interface ReturnedSendId {
  readonly sendId: string;
  readonly entryId: string;
  readonly attempt: number;
}

/** `undefined` for what is no id of ours. */
export function readSendId(sendId: string | undefined): ReturnedSendId | undefined {
  const [, entryId, attempt] = /^(\S{1,64})\.(\d{1,6})\.\d{1,4}$/.exec(sendId ?? '') ?? [];
  if (sendId === undefined || entryId === undefined) return undefined;
  return { sendId, entryId, attempt: Math.max(1, Number(attempt)) };
}
