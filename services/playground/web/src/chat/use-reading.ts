import { useEffect } from 'preact/hooks';
import type { ProviderName, ShownMessage } from '../../../wire/model.ts';
import { usePlaying } from '../use-view.ts';

/** A reader needs a moment; also gathers several answers into one receipt. */
const READING_MS = 800;

interface Reading {
  readonly provider: ProviderName;
  readonly personId: string | undefined;
  readonly unseen: number;
  readonly isReading: boolean;
}

/** Tells the provider that the person has seen what arrived, while the conversation is looked at. */
export function useReading({ provider, personId, unseen, isReading }: Reading): void {
  const { act } = usePlaying();
  useEffect(() => {
    if (!isReading || unseen === 0 || personId === undefined) return undefined;
    const timer = setTimeout(() => void act({ kind: 'see', provider, personId }), READING_MS);
    return () => clearTimeout(timer);
  }, [act, provider, personId, unseen, isReading]);
}

/** Answers of which the provider does not know that they were read. */
export function countUnseen(messages: readonly ShownMessage[]): number {
  return messages.filter(
    ({ direction, state }) => direction === 'to-customer' && (state === 'sent' || state === 'delivered'),
  ).length;
}
