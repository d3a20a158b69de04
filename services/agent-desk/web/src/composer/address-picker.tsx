import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { addressOf, PROOF_WORDS } from '../person/proofs.ts';
import { ChannelMark } from '../ui/channel-mark.tsx';
import { labelOf } from './address-choices.ts';
import type { AddressChoice } from './address-choices.ts';
import { windowWords } from './reply-window.ts';

interface AddressPickerProps {
  readonly choices: readonly AddressChoice[];
  readonly chosen: AddressChoice | undefined;
  readonly nowMs: number;
  readonly onChoose: (identityId: string) => void;
}

/** Over which of the customer's addresses the reply goes. */
export function AddressPicker({ choices, chosen, nowMs, onChoose }: AddressPickerProps) {
  if (chosen === undefined) return <span className="faint">No address to reply to yet</span>;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="address-button">
        <span className="visually-hidden">Reply to </span>
        <ChannelMark channel={chosen.channel} size={18} />
        <span className="address-label">{labelOf(chosen)}</span>
        <span className="address-text" dir="auto">
          {addressOf(chosen.identity)}
        </span>
        <ChevronDown size={14} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="start" side="top" sideOffset={6}>
        <DropdownMenu.RadioGroup value={chosen.identity.identityId} onValueChange={onChoose}>
          {choices.map((choice) => (
            <DropdownMenu.RadioItem
              key={choice.identity.identityId}
              value={choice.identity.identityId}
              className="menu-item"
              // It stays where it is, with why; where it is chosen already it can be left.
              disabled={choice.window.blocked && choice !== chosen}
            >
              <ChannelMark channel={choice.channel} size={22} />
              <span>
                <span dir="auto">{addressOf(choice.identity)}</span>
                <span className="menu-hint">
                  {labelOf(choice)} · {windowWords(choice.window, nowMs)}
                </span>
                <span className="menu-hint" data-proof={choice.proof}>
                  {PROOF_WORDS[choice.proof].label}
                </span>
              </span>
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
