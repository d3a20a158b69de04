import { useEffect, useRef } from 'react';
import { usePreferences } from '../preferences.ts';
import { runNewestAction } from '../ui/toasts.tsx';

/** What a letter presses; the last that is on the page and enabled. */
const PRESSES: Readonly<Record<string, string>> = {
  r: '[data-shortcut="reply"]',
  n: '[data-shortcut="note"]',
  e: '[data-shortcut="resolve"]',
  y: '[data-shortcut="send-held"]',
  s: '[data-shortcut="switch-address"]',
  f: '[data-shortcut="search-thread"]',
  t: '[data-shortcut="transfer"]',
  w: '[data-shortcut="why"]',
};

interface Opens {
  readonly openHelp: () => void;
  readonly openSearch: () => void;
}

/** Keys that work anywhere; single letters anywhere but in a text. */
export function useShortcuts(opens: Opens): void {
  const { letterKeys } = usePreferences();
  const latest = useRef(opens);
  useEffect(() => {
    latest.current = opens;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.defaultPrevented || target.closest('dialog, [role=menu], [role=dialog]') !== null) return;
      if (pressChord(event, latest.current)) {
        event.preventDefault();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.closest('input, textarea, select, [contenteditable]') !== null) return;
      if (event.key === '?' || event.key === '/') {
        event.preventDefault();
        if (event.key === '?') latest.current.openHelp();
        else latest.current.openSearch();
        return;
      }
      if (letterKeys && press(event.key.toLowerCase())) event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [letterKeys]);
}

/** Keys that work in a text too; by their place on the keyboard where Alt would write another letter. */
function pressChord(event: KeyboardEvent, { openSearch }: Opens): boolean {
  const mod = event.ctrlKey || event.metaKey;
  if (mod && !event.shiftKey && event.key.toLowerCase() === 'k') {
    openSearch();
    return true;
  }
  if (mod && event.shiftKey && event.key.toLowerCase() === 'f') return press('f');
  return event.altKey && !mod && event.code === 'KeyS' && press('s');
}

function press(key: string): boolean {
  if (key === 'z') return runNewestAction();
  if (key === 'o') return focus(document.querySelector<HTMLElement>('.offer'));
  if (key === 'j' || key === 'k') return step(key === 'j' ? 1 : -1);
  const selector = PRESSES[key];
  const button = selector === undefined ? undefined : [...document.querySelectorAll<HTMLElement>(selector)].at(-1);
  button?.click();
  return button !== undefined;
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
