const DAY_MS = 24 * 3600 * 1000;

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const dayAndMonth = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const fullDay = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: 'numeric', minute: '2-digit' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const dateAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const calendarDay = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' });

export function clockTime(ms: number): string {
  return clock.format(ms);
}

/** For a tooltip: everything, with the time zone. */
export function fullTime(ms: number): string {
  return full.format(ms);
}

/** Day and time of something that lies back. */
export function pastTime(ms: number): string {
  return dateAndTime.format(ms);
}

/** The day of an instant in the agent's own time zone. */
export function dayOf(ms: number): string {
  return calendarDay.format(ms);
}

export function dayName(ms: number, nowMs: number): string {
  if (dayOf(ms) === dayOf(nowMs)) return 'Today';
  if (dayOf(ms) === dayOf(nowMs - DAY_MS)) return 'Yesterday';
  return fullDay.format(ms);
}

/** For a list: the clock today, the day before. */
export function shortTime(ms: number, nowMs: number): string {
  return dayOf(ms) === dayOf(nowMs) ? clock.format(ms) : dayAndMonth.format(ms);
}

/** When something will be, as short as can be understood. */
export function futureTime(ms: number, nowMs: number): string {
  if (dayOf(ms) === dayOf(nowMs)) return clock.format(ms);
  return ms - nowMs < 6 * DAY_MS ? weekday.format(ms) : `${dayAndMonth.format(ms)}, ${clock.format(ms)}`;
}

/** How long ago, in one unit. */
export function age(sinceMs: number, nowMs: number): string {
  const minutes = Math.max(0, Math.floor((nowMs - sinceMs) / 60_000));
  if (minutes < 1) return 'under 1 min';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

export interface SnoozePreset {
  readonly label: string;
  readonly untilMs: number;
}

/** Useful times to come back, in the agent's own time zone. */
export function snoozePresets(nowMs: number): readonly SnoozePreset[] {
  const at = (days: number, hour: number) => {
    const date = new Date(nowMs);
    date.setDate(date.getDate() + days);
    date.setHours(hour, 0, 0, 0);
    return date.getTime();
  };
  const toMonday = (8 - new Date(nowMs).getDay()) % 7 || 7;
  const presets = [
    { label: 'In 1 hour', untilMs: nowMs + 3600_000 },
    { label: 'In 3 hours', untilMs: nowMs + 3 * 3600_000 },
    { label: 'Tomorrow morning', untilMs: at(1, 9) },
  ];
  if (toMonday > 1) presets.push({ label: 'Monday morning', untilMs: at(toMonday, 9) });
  presets.push({ label: 'In 1 week', untilMs: at(7, 9) });
  return presets;
}
