import { useEffect, useRef } from 'react';
import { settingsPath } from '../navigation.ts';
import { useEditor } from './draft/editor-context.ts';
import { SECTIONS } from './sections.ts';
import { AppLink } from '../ui/app-link.tsx';

/** The parts of the settings; those that the draft changes are marked. */
export function SettingsNav({ section }: { readonly section: string }) {
  const { changed } = useEditor();
  const list = useRef<HTMLUListElement>(null);
  // On a phone the list is wider than the screen.
  useEffect(() => {
    list.current
      ?.querySelector(`[href="${CSS.escape(settingsPath(section))}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [section]);
  return (
    <nav className="settings-nav" aria-label="Settings">
      <ul ref={list}>
        {SECTIONS.map(({ id, label }) => (
          <li key={id}>
            <AppLink href={settingsPath(id)} aria-current={id === section ? 'page' : undefined}>
              {label}
              {changed.has(id) && <span className="changed-mark">changed</span>}
            </AppLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
