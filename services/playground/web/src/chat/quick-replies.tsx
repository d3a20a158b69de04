import type { MenuEntry } from '../../../wire/model.ts';

interface QuickRepliesProps {
  readonly entries: readonly MenuEntry[];
  readonly onChoose: (entry: MenuEntry) => void;
}

/** Answers to tap, above the text field. */
export function QuickReplies({ entries, onChoose }: QuickRepliesProps) {
  if (entries.length === 0) return null;
  return (
    <ul class="chips" aria-label="Quick replies">
      {entries.map((entry) => (
        <li key={entry.payload}>
          <button type="button" class="chip" onClick={() => onChoose(entry)}>
            {entry.title}
          </button>
        </li>
      ))}
    </ul>
  );
}
