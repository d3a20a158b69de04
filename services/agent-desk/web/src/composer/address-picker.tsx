import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ChannelInfo, Identity } from '../../../wire/model.ts';
import { ChannelMark } from '../ui/channel-mark.tsx';
import { futureTime } from '../ui/times.ts';
import type { ReplyWindow } from './reply-rules.ts';

export interface AddressChoice {
  readonly identity: Identity;
  readonly channel: ChannelInfo | undefined;
  readonly window: ReplyWindow;
}

interface AddressPickerProps {
  readonly choices: readonly AddressChoice[];
  readonly chosen: AddressChoice | undefined;
  readonly onChoose: (identityId: string) => void;
}

/** Over which of the customer's addresses the reply goes. */
export function AddressPicker({ choices, chosen, onChoose }: AddressPickerProps) {
  if (chosen === undefined) return <span className="faint">No address to reply to yet</span>;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="address-button">
        <span className="visually-hidden">Reply to </span>
        <ChannelMark channel={chosen.channel} size={18} />
        <span className="address-label">{chosen.channel?.label ?? chosen.identity.channel}</span>
        <span className="address-text" dir="auto">
          {chosen.identity.address || chosen.identity.name}
        </span>
        <ChevronDown size={14} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="start" side="top" sideOffset={6}>
        <DropdownMenu.RadioGroup value={chosen.identity.identityId} onValueChange={onChoose}>
          {choices.map(({ identity, channel, window }) => (
            <DropdownMenu.RadioItem key={identity.identityId} value={identity.identityId} className="menu-item">
              <ChannelMark channel={channel} size={22} />
              <span>
                <span dir="auto">{identity.address || identity.name}</span>
                <span className="menu-hint">
                  {channel?.label ?? identity.channel} · {windowWords(window)}
                </span>
              </span>
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

/** Until when a reply is delivered. */
export function windowWords(window: ReplyWindow): string {
  if (window.open)
    return window.closesAtMs === 0 ? 'always open' : `open until ${futureTime(window.closesAtMs, Date.now())}`;
  return window.closesAtMs === 0
    ? 'perhaps closed: no recent message from there'
    : 'closed until the customer writes again';
}
