const PATHS = {
  attach: 'M15.5 7.5 9 14a2.5 2.5 0 0 0 3.5 3.5l7-7a4.5 4.5 0 0 0-6.4-6.4l-7.3 7.3a6.5 6.5 0 0 0 9.2 9.2l5.5-5.5',
  send: 'M4 12 20 4l-4.5 16-4-6.5L4 12zm7.500 1.500L20 4',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  back: 'M15 5l-7 7 7 7',
  reply: 'M10 7 4 12l6 5v-3.500c5 0 8 1.500 10 5-.5-6-4-9.500-10-9.500V7z',
  bolt: 'M13 3 5 13.500h6L10 21l8-10.500h-6L13 3z',
  eye: 'M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  smile: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.500 14.500a4.500 4.500 0 0 0 7 0M9 9.500v.5M15 9.500v.5',
  write: 'M4 20h4L19 9l-4-4L4 16v4zM13.500 6.500l4 4',
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing beside words, or in a button that has a name of its own. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
