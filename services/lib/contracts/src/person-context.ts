import { z } from 'zod';

/** Last things that a person did, as their app told them. */
export const MAX_TRAIL = 20;
/** What is said of one of them, and how many questions asked before the first message are kept. */
export const MAX_TRAIL_PROPERTIES = 10;
export const MAX_ASKED_FIELDS = 10;

const few = <Value extends z.ZodType>(value: Value, most: number) =>
  z
    .record(z.string().min(1).max(64), value)
    .refine((all) => Object.keys(all).length <= most, 'too many entries')
    .optional();

/** Where a person was and with what they wrote, as their own device says: shown to agents, believed for nothing. */
export const personContextSchema = z.object({
  /** Without query and fragment. */
  page: z.object({ url: z.string().max(1000), title: z.string().max(200).optional() }).optional(),
  device: z
    .object({
      browser: z.string().max(100).optional(),
      os: z.string().max(100).optional(),
      /** 390x844. */
      screen: z.string().max(20).optional(),
      language: z.string().max(35).optional(),
      timeZone: z.string().max(64).optional(),
    })
    .optional(),
  app: z.object({ version: z.string().max(100) }).optional(),
  /** Oldest first; `at` is epoch ms. */
  trail: z
    .array(
      z.object({
        event: z.string().min(1).max(64),
        at: z.number().int(),
        properties: few(z.string().max(200), MAX_TRAIL_PROPERTIES),
      }),
    )
    .max(MAX_TRAIL)
    .optional(),
  /** What they answered before their first message. */
  fields: few(z.string().max(500), MAX_ASKED_FIELDS),
});
export type PersonContext = z.infer<typeof personContextSchema>;
