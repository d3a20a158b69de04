import { Undo2 } from 'lucide-react';
import { useDeskState } from '../desk/desk-context.ts';
import { useEditor } from './draft/editor-context.ts';
import { addEntry, findEntry, patchEntry, removeEntry } from './draft/settings-lists.ts';
import type { Lists } from './draft/settings-lists.ts';
import { NEW_ENTRY } from './draft/new-entries.ts';
import { CheckField } from './fields/choice-fields.tsx';
import { NumberField } from './fields/number-field.tsx';

/** What a conversation on each channel costs; channels that are not set are as they announce themselves. */
export function ChannelsSection() {
  const { draft, canEdit, change } = useEditor();
  const { channels: live } = useDeskState();
  const { settings } = draft;
  const names = new Map(Object.values(live).map(({ channel, label }) => [channel, label]));
  for (const { channel } of settings.channels) if (!names.has(channel)) names.set(channel, channel);
  const put = (channel: string, patch: Partial<Lists['channels']>) =>
    change((now) => {
      const known = findEntry(now, 'channels', channel);
      const there = known === undefined ? addEntry(now, 'channels', NEW_ENTRY.channels(channel, channel)) : now;
      return patchEntry(there, 'channels', channel, patch);
    });
  return (
    <ul className="small-entries">
      {names.size === 0 && <li className="faint">No channel has announced itself yet.</li>}
      {[...names].map(([channel, label]) => {
        const cost = findEntry(settings, 'channels', channel);
        return (
          <li key={channel} className="small-entry channel-cost" data-path={`channels[${channel}]`}>
            <h3 dir="auto">{label}</h3>
            <NumberField
              label={`Weight of one conversation on ${label}`}
              path={`channels[${channel}].weight`}
              placeholder="as it announces"
              value={(cost?.weight ?? 0) === 0 ? undefined : cost?.weight}
              min={1}
              max={1000}
              onChange={(weight) => put(channel, { weight: weight ?? 0 })}
            />
            <CheckField
              label="May be interrupted: counted apart from live talk"
              path={`channels[${channel}].interruptible`}
              value={cost?.interruptible ?? false}
              onChange={(interruptible) => put(channel, { interruptible })}
            />
            {canEdit && cost !== undefined && (
              <button
                type="button"
                className="icon-button"
                aria-label={`${label}: as it announces itself`}
                title="As the channel announces itself"
                onClick={() => change((now) => removeEntry(now, 'channels', channel))}
              >
                <Undo2 size={16} aria-hidden />
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
