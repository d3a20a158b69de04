import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Conversation } from '../../../wire/model.ts';
import { useDeskState } from '../desk/desk-context.ts';
import type { ThreadState } from '../state/thread-state.ts';
import { useNow } from '../ui/use-now.ts';
import { addressChoices } from './address-choices.ts';
import type { AddressChoice } from './address-choices.ts';
import { ConfirmBelieved } from './confirm-believed.tsx';
import { nextAddress } from './next-address.ts';
import type { NextAddress } from './next-address.ts';
import type { Written } from './reply-rules.ts';

interface ReplyAddressParts {
  readonly conversation: Conversation;
  readonly thread: ThreadState | undefined;
  /** As the agent chose; empty: where the customer wrote from last. */
  readonly chosenId: string;
  readonly written: Written;
  readonly onChosen: (identityId: string) => void;
}

export interface ReplyAddress {
  readonly choices: readonly AddressChoice[];
  readonly chosen: AddressChoice | undefined;
  /** Where to go instead, where the chosen one cannot be written to. */
  readonly next: NextAddress | undefined;
  readonly choose: (identityId: string) => void;
  /** Of this look; windows are counted against it. */
  readonly nowMs: number;
  /** Asks before an address is used that is only believed; to be shown. */
  readonly question: ReactNode;
}

/** To which of the customer's addresses a reply goes. */
export function useReplyAddress(parts: ReplyAddressParts): ReplyAddress {
  const { conversation, thread, chosenId, written, onChosen } = parts;
  const { channels } = useDeskState();
  const nowMs = useNow(30_000);
  const [asking, setAsking] = useState<AddressChoice>();
  const { items = [], watermarks = {} } = thread ?? {};
  const lastId = conversation.lastIdentity?.identityId;
  const choices = addressChoices(channels, Object.values(thread?.identities ?? {}), { items, watermarks }, nowMs);
  const byId = (id: string | undefined) => choices.find((one) => one.identity.identityId === id);
  const chosen = byId(chosenId) ?? byId(lastId) ?? choices[0];
  const choose = (identityId: string) => {
    const choice = byId(identityId);
    // Where the customer wrote from last needs no question; elsewhere somebody else may read it.
    if (choice?.proof === 'believed' && identityId !== lastId && identityId !== chosenId) setAsking(choice);
    else onChosen(identityId);
  };
  const question = asking !== undefined && (
    <ConfirmBelieved
      choice={asking}
      onConfirm={() => {
        onChosen(asking.identity.identityId);
        setAsking(undefined);
      }}
      onClose={() => setAsking(undefined)}
    />
  );
  return { choices, chosen, next: nextAddress(choices, chosen, { items, written, nowMs }), choose, nowMs, question };
}
