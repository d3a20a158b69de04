import { z } from 'zod';
import { settingsIdSchema, skillNeedSchema } from './parts.ts';

/** What an agent can and may do, beside name, email and role. */
export const agentAbilitiesSchema = z.strictObject({
  pool: settingsIdSchema.default('main'),
  /** Most weight held at once of work that is not interruptible. */
  capacity: z.number().int().min(1).max(1000).default(10),
  /** The same of interruptible work; absent: as much as `capacity`. */
  interruptibleCapacity: z.number().int().min(0).max(1000).optional(),
  /** Most weight held at once of one channel, by its name; 0: never. A channel not named: no limit of its own. */
  channels: z.record(z.string().min(1).max(40), z.number().int().min(0).max(1000)).default({}),
  /** Skills at the agent's level. */
  skills: z.array(skillNeedSchema).max(50).default([]),
  teams: z.array(settingsIdSchema).max(20).default([]),
});
export type AgentAbilities = z.infer<typeof agentAbilitiesSchema>;

/** An agent as a settings file declares it; the email tells who it is. */
export const declaredAgentSchema = agentAbilitiesSchema.extend({
  email: z.string().trim().min(3).max(320),
  name: z.string().trim().min(1).max(200),
  role: z.enum(['agent', 'supervisor', 'admin']).default('agent'),
  disabled: z.boolean().default(false),
});
export type DeclaredAgent = z.infer<typeof declaredAgentSchema>;
