import type { ProviderName, ShownMessage } from '../../../wire/model.ts';
import { keyOf, type View } from './view.ts';

/** Messages of one customer at one provider, oldest first. */
export function messagesOf(view: View, provider: ProviderName, customer: string): readonly ShownMessage[] {
  return [...view.messages.values()]
    .filter((message) => message.provider === provider && message.customer === customer)
    .toSorted((one, other) => one.at - other.at);
}

/** Answers that the player has not looked at. */
export function unreadOf(view: View, provider: ProviderName, customer: string): number {
  const lookedAt = view.lookedAt[keyOf(provider, customer)] ?? 0;
  return messagesOf(view, provider, customer).filter(
    ({ direction, at }) => direction === 'to-customer' && at > lookedAt,
  ).length;
}

/** Unread answers of everybody at one provider. */
export function unreadAt(view: View, provider: ProviderName): number {
  const customers = new Set(
    [...view.messages.values()].filter((message) => message.provider === provider).map(({ customer }) => customer),
  );
  return [...customers].reduce((sum, customer) => sum + unreadOf(view, provider, customer), 0);
}

export function isAgentTyping(view: View, provider: ProviderName, customer: string, now: number): boolean {
  return (view.typingUntil[keyOf(provider, customer)] ?? 0) > now;
}

/** The newest message of the customer that the agent's side has seen, if it said so. */
export function lastSeenByAgent(view: View, provider: ProviderName, customer: string): string | undefined {
  const sawAt = view.agentSawAt[keyOf(provider, customer)] ?? 0;
  return messagesOf(view, provider, customer).findLast(
    ({ direction, at }) => direction === 'from-customer' && at <= sawAt,
  )?.id;
}

/** What the player calls the state of a message. */
export function stateWords({ direction, state }: Pick<ShownMessage, 'direction' | 'state'>): string {
  if (direction === 'to-customer') return state === 'failed' ? 'Failed' : '';
  switch (state) {
    case 'delivering':
      return 'Sending…';
    case 'given-up':
    case 'failed':
      return 'Not accepted';
    case 'accepted':
    case 'sent':
    case 'delivered':
    case 'read':
      return 'Accepted';
  }
}
