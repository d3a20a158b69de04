/** Marks a call that others of the same reply follow. */
const MORE = '+';

/** What travels in `metadata` and comes back in the echo: our send id, and whether the reply ends with this call. */
export function metadataOf(sendId: string, isLast: boolean): string {
  return isLast ? sendId : sendId + MORE;
}

export interface OwnSend {
  readonly sendId: string;
  readonly entryId: string;
  readonly attempt: number;
  /** The reply ends with this call. */
  readonly isLast: boolean;
}

/** `undefined` for metadata that is not of our making. */
export function readMetadata(metadata: string): OwnSend | undefined {
  const match = /^((\S{1,64})\.(\d{1,6})\.\d{1,4})(\+?)$/.exec(metadata);
  const [, sendId, entryId, attempt, more] = match ?? [];
  if (sendId === undefined || entryId === undefined || attempt === undefined) return undefined;
  return { sendId, entryId, attempt: Math.max(1, Number(attempt)), isLast: more !== MORE };
}
