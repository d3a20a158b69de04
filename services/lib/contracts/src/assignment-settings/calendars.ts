import { z } from 'zod';
import { settingsIdSchema } from './parts.ts';

/** Hours of one day by the clock on the wall, "09:00-17:30"; "24:00" is the day's end. */
export const hoursSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/u, 'hours such as 09:00-17:30');

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
const dayHours = z.array(hoursSchema).max(10).default([]);

/** A day unlike its weekday: closed, or open at other hours. */
export const holidaySchema = z.strictObject({
  /** YYYY-MM-DD, in the calendar's time zone. */
  date: z.iso.date(),
  name: z.string().trim().max(120).default(''),
  hours: dayHours,
});
export type Holiday = z.infer<typeof holidaySchema>;

/** When people work. The clocks of targets stand still outside of it. */
export const calendarSchema = z.strictObject({
  id: settingsIdSchema,
  name: z.string().trim().min(1).max(120),
  /** An IANA name: Europe/Berlin. */
  timeZone: z.string().min(1).max(64),
  week: z.strictObject({
    monday: dayHours,
    tuesday: dayHours,
    wednesday: dayHours,
    thursday: dayHours,
    friday: dayHours,
    saturday: dayHours,
    sunday: dayHours,
  }),
  holidays: z.array(holidaySchema).max(500).default([]),
});
export type Calendar = z.infer<typeof calendarSchema>;
