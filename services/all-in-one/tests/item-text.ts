import type { Item } from '@onethread/rpc';

/** What a customer's message, a reply or a note says, without its files. */
export const textOf = ({ message, reply, note }: Item): string =>
  (message ?? reply ?? note)?.parts
    .map(({ text }) => text?.text ?? '')
    .join('')
    .trim() ?? '';
