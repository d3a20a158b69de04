import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Rule } from '../../../../wire/settings.ts';
import { navigate, settingsPath } from '../../navigation.ts';
import { useEditor } from '../draft/editor-context.ts';
import { moveEntry } from '../draft/settings-lists.ts';
import { AddEntry } from '../lists/add-entry.tsx';
import { EntryLink } from '../lists/entry-link.tsx';
import { nameIn } from '../lists/names.ts';
import { conditionWords } from './condition-words.ts';

/** The rules in their order; moved by buttons, or Alt with an arrow. */
export function RulesSection() {
  const { draft, canEdit, change } = useEditor();
  const { rules, queues, defaultQueue } = draft.settings;
  const [told, setTold] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<string>('');
  // A row that changed its place would lose the focus.
  useEffect(() => {
    if (moved.current === '') return;
    list.current?.querySelector<HTMLElement>(`[data-focus="${CSS.escape(moved.current)}"]`)?.focus();
    moved.current = '';
  });
  const move = (rule: Rule, by: 1 | -1, focusOn: string) => {
    const at = rules.findIndex(({ id }) => id === rule.id) + by;
    if (at < 0 || at >= rules.length) return;
    change((settings) => moveEntry(settings, 'rules', rule.id, by));
    moved.current = focusOn;
    setTold(`${rule.name} is now ${at + 1} of ${rules.length}`);
  };
  const onKey = (event: KeyboardEvent, rule: Rule) => {
    if (!event.altKey || !canEdit || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const focused = (event.target as HTMLElement).closest<HTMLElement>('[data-focus]')?.dataset['focus'];
    move(rule, event.key === 'ArrowUp' ? -1 : 1, focused ?? `${rule.id}-link`);
  };
  return (
    <>
      <ol className="entries rule-entries" ref={list}>
        {rules.map((rule, at) => (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of what is in the row
          <li key={rule.id} className="rule-entry" onKeyDown={(event) => onKey(event, rule)}>
            <span className="rule-place" aria-hidden>
              {at + 1}
            </span>
            <span className="rule-link" data-focus={`${rule.id}-link`} tabIndex={-1}>
              <EntryLink section="rules" entry={rule.id} name={rule.name}>
                {conditionWords(rule.when)} → <bdi>{nameIn(queues, rule.queue)}</bdi>
              </EntryLink>
            </span>
            {canEdit && (
              <span className="rule-moves">
                {([-1, 1] as const).map((by) => {
                  const focus = `${rule.id}${by}`;
                  const Icon = by === -1 ? ArrowUp : ArrowDown;
                  return (
                    <button
                      key={by}
                      type="button"
                      className="icon-button"
                      data-focus={focus}
                      aria-label={`Move ${rule.name} ${by === -1 ? 'up' : 'down'}`}
                      aria-disabled={at + by < 0 || at + by >= rules.length}
                      onClick={() => move(rule, by, focus)}
                    >
                      <Icon size={17} aria-hidden />
                    </button>
                  );
                })}
              </span>
            )}
          </li>
        ))}
      </ol>
      <output className="visually-hidden">{told}</output>
      <p className="faint">
        Whatever no rule names goes to <bdi>{nameIn(queues, defaultQueue)}</bdi>.
      </p>
      <AddEntry list="rules" onAdded={(id) => navigate(settingsPath('rules', id))} />
    </>
  );
}
