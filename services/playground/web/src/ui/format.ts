const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** A time of today, or the day. */
export function shortTime(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return isToday ? CLOCK.format(at) : DAY.format(at);
}

export function clockTime(at: number): string {
  return CLOCK.format(at);
}

export function fileSize(bytes: number): string {
  if (bytes === 0) return '';
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** `+12125550123` as people read it: country code, then groups, not to be broken. */
export function readablePhone(phone: string): string {
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone);
  if (american !== null) return `+1\u00A0${american[1]}\u00A0${american[2]}\u00A0${american[3]}`;
  return phone.replace(/^(\+\d{2})(\d{2,3})(\d{3})(\d+)$/, '$1\u00A0$2\u00A0$3\u00A0$4');
}
