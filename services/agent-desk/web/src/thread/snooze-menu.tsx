import { AlarmClock } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import type { Conversation } from '../../../wire/model.ts';
import { conversationActions } from '../desk/conversation-actions.ts';
import { useDesk } from '../desk/desk-context.ts';
import { Modal } from '../ui/modal.tsx';
import { futureTime, snoozePresets } from '../ui/times.ts';
import { useNow } from '../ui/use-now.ts';

/** Puts a conversation aside until a time of the agent's own day. */
export function SnoozeMenu({ conversation }: { readonly conversation: Conversation }) {
  const { client } = useDesk();
  const [custom, setCustom] = useState(false);
  const actions = conversationActions(client);
  const now = useNow(60_000);
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="button ghost" title="Snooze">
          <AlarmClock size={16} aria-hidden /> <span className="wide-only">Snooze</span>
          <span className="visually-hidden narrow-name">Snooze</span>
        </DropdownMenu.Trigger>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
          {snoozePresets(now).map(({ label, untilMs }) => (
            <DropdownMenu.Item
              key={label}
              className="menu-item"
              onSelect={() => void actions.snooze(conversation, untilMs)}
            >
              {label} <span className="menu-side">{futureTime(untilMs, now)}</span>
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Separator className="menu-line" />
          <DropdownMenu.Item className="menu-item" onSelect={() => setCustom(true)}>
            Another time…
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Root>
      {custom && <CustomSnooze conversation={conversation} onClose={() => setCustom(false)} />}
    </>
  );
}

function CustomSnooze({
  conversation,
  onClose,
}: {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}) {
  const { client } = useDesk();
  const now = useNow(10_000);
  const [value, setValue] = useState(() => localInput(Date.now() + 24 * 3600_000));
  const untilMs = new Date(value).getTime();
  const valid = Number.isFinite(untilMs) && untilMs > now;
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Modal title="Snooze until" onClose={onClose}>
      <form
        className="modal-form"
        action={() => {
          if (!valid) return;
          void conversationActions(client).snooze(conversation, untilMs);
          onClose();
        }}
      >
        <label className="field">
          Day and time ({zone})
          <input
            type="datetime-local"
            value={value}
            min={localInput(now)}
            onChange={(event) => setValue(event.target.value)}
            required
          />
        </label>
        {!valid && <p className="form-error">Choose a time that lies ahead.</p>}
        <button type="submit" className="button primary" disabled={!valid}>
          Snooze
        </button>
      </form>
    </Modal>
  );
}

/** An instant as the browser's own field for local times wants it. */
function localInput(ms: number): string {
  const date = new Date(ms);
  return new Date(ms - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
