import type { PersonContext } from '../../../wire/identity.ts';

export interface ContextRow {
  readonly label: string;
  readonly value: string;
}

/** What a device told, a line each, without what it did not tell. */
export function contextRows(context: PersonContext, nameOfLanguage: (tag: string) => string): readonly ContextRow[] {
  const { browser, os, screen, language, timeZone, appVersion, fields } = context;
  const device = [browser, os].filter(Boolean).join(' on ');
  const rows = [
    { label: 'Device', value: [device, screen.replace('x', ' × ')].filter(Boolean).join(', ') },
    { label: 'App version', value: appVersion },
    { label: 'Language of the device', value: language === '' ? '' : nameOfLanguage(language) },
    { label: 'Time zone', value: timeZone },
    ...Object.entries(fields).map(([label, value]) => ({ label, value })),
  ];
  return rows.filter(({ value }) => value !== '');
}
