import { useEffect } from 'react';
import { usePreferences } from '../preferences.ts';
import { runNewestAction } from '../ui/toasts.tsx';

/** What a letter presses; the first that is on the page and enabled. */
const PRESSES: Readonly<Record<string, string>> = {
  r: '[data-shortcut="reply"]',
  n: '[data-shortcut="note"]',
  e: '[data-shortcut="resolve"]',
};

/** Keys that work anywhere but in a text. */
export function useShortcuts(openHelp: () => void): void {
  const { letterKeys } = usePreferences();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.closest('input, textarea, select, [contenteditable], [role=menu], dialog') !== null) return;
      if (event.key === '?') {
        event.preventDefault();
        openHelp();
        return;
      }
      if (letterKeys && press(event.key.toLowerCase())) event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [letterKeys, openHelp]);
}

function press(key: string): boolean {
  if (key === 'z') return runNewestAction();
  if (key === 'o') return focus(document.querySelector<HTMLElement>('.offer'));
  if (key === 'j' || key === 'k') return step(key === 'j' ? 1 : -1);
  const selector = PRESSES[key];
  const button = selector === undefined ? null : document.querySelector<HTMLElement>(selector);
  button?.click();
  return button !== null;
}

function step(by: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('.conversation-row')];
  const at = rows.findIndex((row) => row.getAttribute('aria-current') === 'page');
  const next = rows[at === -1 ? 0 : at + by];
  next?.click();
  return focus(next ?? null);
}

function focus(element: HTMLElement | null): boolean {
  element?.focus();
  return element !== null;
}
