/** Marks a call that others of the same reply follow. */
const MORE = '+';

/**
 * What travels with a call and comes back with its echo or its statuses (`metadata`, `biz_opaque_callback_data`): our send
 * id, and whether the reply ends with this call.
 */
export function sendMarkOf(sendId: string, isLast: boolean): string {
  return isLast ? sendId : sendId + MORE;
}

export interface OwnSend {
  readonly sendId: string;
  readonly entryId: string;
  readonly attempt: number;
  /** The reply ends with this call. */
  readonly isLast: boolean;
}

/** `undefined` for a mark that is not of our making. */
export function readSendMark(mark: string): OwnSend | undefined {
  const match = /^((\S{1,64})\.(\d{1,6})\.\d{1,4})(\+?)$/.exec(mark);
  const [, sendId, entryId, attempt, more] = match ?? [];
  if (sendId === undefined || entryId === undefined || attempt === undefined) return undefined;
  return { sendId, entryId, attempt: Math.max(1, Number(attempt)), isLast: more !== MORE };
}
