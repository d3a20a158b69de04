import { z } from 'zod';
import type { AgentSettings, AssignmentSettings } from '../../wire/settings.ts';

// What may be sent to routing at all; whether it makes sense is routing's to say, with the field and what to do.
const word = z.string().max(400);
const whole = z.number().int().min(-1_000_000).max(1_000_000);
const few = <T extends z.ZodType>(one: T) => z.array(one).max(1000);
const need = z.object({ skill: word, level: whole });
const named = z.object({ id: word, name: word });

const queue = named.extend({
  pool: word,
  teams: few(word),
  skills: few(need),
  relax: few(z.object({ afterSeconds: whole, skills: few(need) })),
  overflow: few(z.object({ afterSeconds: whole, queue: word })),
  anyoneAfterSeconds: whole.optional(),
  priority: whole,
  calendar: word,
  targets: z
    .object({ firstResponseMinutes: whole, nextResponseMinutes: whole, resolutionMinutes: whole, warnMinutes: whole })
    .nullable(),
  offerSeconds: whole,
  autoAccept: z.boolean(),
  stickySeconds: whole.optional(),
  idleMinutes: whole,
});

const condition = z.object({
  channels: few(word),
  accounts: few(word),
  languages: few(word),
  attributes: few(z.object({ name: word, values: few(word) })),
  text: few(word),
  hours: z.object({ calendar: word, open: z.boolean() }).nullable(),
});

const calendar = named.extend({
  timeZone: word,
  week: few(z.object({ weekday: word, hours: few(word) })),
  holidays: few(z.object({ date: word, name: word, hours: few(word) })),
});

const settingsSchema: z.ZodType<AssignmentSettings> = z.object({
  skills: few(named),
  teams: few(named.extend({ maxLoad: whole })),
  pools: few(named),
  calendars: few(calendar),
  channels: few(z.object({ channel: word, weight: whole, interruptible: z.boolean() })),
  queues: few(queue),
  rules: few(named.extend({ when: condition.nullable(), queue: word, skills: few(need), priority: whole })),
  defaultQueue: word,
  ageUnitSeconds: whole,
});

const agentSchema: z.ZodType<AgentSettings> = z.object({
  agentId: word,
  email: word,
  name: word,
  role: z.enum(['agent', 'supervisor', 'admin']),
  disabled: z.boolean(),
  abilities: z.object({
    pool: word,
    capacity: whole,
    interruptibleCapacity: whole.optional(),
    channels: few(z.object({ channel: word, capacity: whole })),
    skills: few(need),
    teams: few(word),
  }),
});

/** Settings and the agents that are changed with them. */
export const wishSchema = z.object({ settings: settingsSchema, agents: z.array(agentSchema).max(10_000) });
