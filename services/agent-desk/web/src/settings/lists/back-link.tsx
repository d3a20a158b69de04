import { ArrowLeft } from 'lucide-react';
import { settingsPath } from '../../navigation.ts';
import { AppLink } from '../../ui/app-link.tsx';

/** From one entry back to its list. */
export function BackLink({ section, label }: { readonly section: string; readonly label: string }) {
  const path = settingsPath(section);
  return (
    <AppLink href={path} className="button small ghost">
      <ArrowLeft size={15} aria-hidden className="turns" /> {label}
    </AppLink>
  );
}
