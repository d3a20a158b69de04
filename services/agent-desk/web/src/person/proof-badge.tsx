import { BadgeCheck, CircleDashed, MailCheck, ShieldCheck, UserRoundCheck } from 'lucide-react';
import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { PROOF_WORDS } from './proofs.ts';
import type { ProofMark } from './proofs.ts';

const SIGNS: Readonly<Record<ProofMark, ReactNode>> = {
  proved: <BadgeCheck size={14} aria-hidden />,
  confirmed: <ShieldCheck size={14} aria-hidden />,
  authenticated: <MailCheck size={14} aria-hidden />,
  claimed: <CircleDashed size={14} aria-hidden />,
  believed: <UserRoundCheck size={14} aria-hidden />,
};

/** How well an address is proved; what that means is a tooltip, and read out. */
export function ProofBadge({ mark }: { readonly mark: ProofMark }) {
  const { label, means } = PROOF_WORDS[mark];
  return (
    <Tooltip.Provider delayDuration={200}>
      <Tooltip.Root>
        <Tooltip.Trigger asChild>
          <button type="button" className="proof-badge" data-proof={mark}>
            {SIGNS[mark]} {label}
          </button>
        </Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content className="tooltip" side="top" sideOffset={4} collisionPadding={8}>
            {means}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}
