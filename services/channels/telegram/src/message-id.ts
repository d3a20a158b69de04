/** Message ids count within one chat only: both together name a message, ours and theirs. */
export function messageId(chat: number | string, message: number): string {
  return `${chat}:${message}`;
}
