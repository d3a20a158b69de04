import { useDeskState } from '../desk/desk-context.ts';

/** Who types or looks at this thread right now. */
export function TypingLine({ customerId }: { readonly customerId: string }) {
  const state = useDeskState();
  const me = state.me?.agentId ?? '';
  const shown = (state.activities[customerId] ?? []).filter((one) => one.agentId !== me);
  const words = shown.map((one) => {
    const who = one.agentId === '' ? 'The customer' : one.agentName;
    return one.activity === 'viewing' ? `${who} is looking at this` : `${who} is typing…`;
  });
  return <output className="typing-line">{words.join(' · ')}</output>;
}
