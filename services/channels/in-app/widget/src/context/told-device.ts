/** Browsers by the word that only they say of themselves, most particular first: nearly all say Chrome and Safari as well. */
const BROWSERS: readonly (readonly [name: string, version: RegExp])[] = [
  ['Edge', /Edg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Samsung Internet', /SamsungBrowser\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /Version\/(\d+).*Safari/],
];
const SYSTEMS: readonly (readonly [name: string, says: RegExp])[] = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad|iPod/],
  ['Windows', /Windows/],
  ['ChromeOS', /CrOS/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
];

/** Family and major version, `Firefox 142`; empty: unknown. Enough to help, too little to recognise anybody by. */
export function browserOf(userAgent: string): string {
  for (const [name, version] of BROWSERS) {
    const found = version.exec(userAgent);
    if (found !== null) return `${name} ${found[1]}`;
  }
  return '';
}

/** Family alone. iPads call themselves Macs; no Mac has a touch screen. */
export function systemOf(userAgent: string, touchPoints: number): string {
  const name = SYSTEMS.find(([, says]) => says.test(userAgent))?.[0] ?? '';
  return name === 'macOS' && touchPoints > 1 ? 'iOS' : name;
}
