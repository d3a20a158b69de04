export const WINDOWS = { phone: 'phone', messenger: 'messenger', mail: 'mail', app: 'app' } as const;
export type WindowName = keyof typeof WINDOWS;

export const WINDOW_ORDER: readonly WindowName[] = ['phone', 'messenger', 'mail', 'app'];
export const WINDOW_TITLES: Readonly<Record<WindowName, string>> = {
  phone: 'Phone',
  messenger: 'Messenger',
  mail: 'Mail',
  app: 'App',
};

export type Direction = 'next' | 'previous';

/** The window beside; at an end the same again. */
export function neighbour(name: WindowName, direction: Direction): WindowName {
  const place = WINDOW_ORDER.indexOf(name) + (direction === 'next' ? 1 : -1);
  return WINDOW_ORDER[place] ?? name;
}
