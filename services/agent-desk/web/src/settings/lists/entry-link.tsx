import type { ReactNode } from 'react';
import { settingsPath } from '../../navigation.ts';
import { useEditor } from '../draft/editor-context.ts';
import { AppLink } from '../../ui/app-link.tsx';

interface EntryLinkProps {
  readonly section: string;
  readonly entry: string;
  readonly name: string;
  /** What it is, in short. */
  readonly children: ReactNode;
}

/** Leads to the page of one entry. */
export function EntryLink({ section, entry, name, children }: EntryLinkProps) {
  const { changed } = useEditor();
  const path = settingsPath(section, entry);
  return (
    <AppLink href={path} className="entry-link">
      <span className="entry-name">
        <bdi>{name}</bdi>
        {changed.has(`${section}/${entry}`) && <span className="changed-mark">changed</span>}
      </span>
      <span className="faint entry-about">{children}</span>
    </AppLink>
  );
}
