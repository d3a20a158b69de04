import { z } from 'zod';
import { skillNeedSchema } from './assignment-settings/parts.ts';

/**
 * What went into decisions and what came of it, in the order in which the owner of a pool saw it; kept 90 days. Never
 * text, an address or a name. `term` begins the recording of one owner: after it comes all that it knew, so that a
 * recording can be read from any term on. Replaying the calls of one term through the same policy gives its decisions again.
 */
const id = z.string().min(1).max(64);
const at = z.number().int();
const weights = z.record(z.string(), z.number());

export const recordedInputSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('term'),
    at,
    pool: z.string(),
    epoch: z.number().int(),
    /**
     * Absent: an owner's term begins. Else the recording of that term starts anew, with all that is known by now:
     * `gap`: what happened just before is lost; `checkpoint`: nothing is, a reader may begin here.
     */
    again: z.enum(['gap', 'checkpoint']).optional(),
  }),
  /** The settings in force from here on. */
  z.object({ type: z.literal('settings'), at, version: z.number().int() }),
  /** An agent as the policy was told: whether offers may come, abilities and what is held. */
  z.object({
    type: z.literal('agent'),
    at,
    agentId: id,
    availability: z.enum(['available', 'busy', 'away', 'offline']),
    capacity: z.number(),
    interruptibleCapacity: z.number(),
    channels: weights,
    skills: z.array(skillNeedSchema),
    teams: z.array(z.string()),
    /** By kind of work, and by channel, open offers included. */
    load: z.number(),
    interruptibleLoad: z.number(),
    channelLoad: weights,
    lastAssignedAt: z.number(),
  }),
  /** The agent belongs to the pool no more. */
  z.object({ type: z.literal('agent-gone'), at, agentId: id }),
  /** A conversation began to wait, or what is known of it changed. */
  z.object({
    type: z.literal('waiting'),
    at,
    conversationId: id,
    waitingSince: z.number(),
    queueId: z.string(),
    ruleId: z.string().optional(),
    weight: z.number(),
    channel: z.string(),
    interruptible: z.boolean(),
    priority: z.number(),
    skills: z.array(skillNeedSchema),
    refusedBy: z.array(id),
    keeperId: id.optional(),
    dueAt: z.number().optional(),
    /** What rules ask for beside the text, which history keeps. */
    facts: z
      .object({
        account: z.string().optional(),
        language: z.string().optional(),
        attributes: z.record(z.string(), z.string()).optional(),
      })
      .optional(),
  }),
  /** It waits no more, by something else than a decision. */
  z.object({ type: z.literal('gone'), at, conversationId: id }),
  z.object({ type: z.literal('decided'), at, decisionId: id, conversationId: id, agentId: id, choice: z.string() }),
  /** What became of an offer. */
  z.object({
    type: z.literal('answered'),
    at,
    conversationId: id,
    agentId: id,
    outcome: z.enum(['accepted', 'declined', 'expired', 'rescinded']),
  }),
  /** An agent had a conversation and no longer has: resolved, snoozed, idle, returned, transferred, … */
  z.object({
    type: z.literal('released'),
    at,
    conversationId: id,
    agentId: id,
    reason: z.string(),
    /** What it cost the agent: of conversations that were held before the recording begins nothing else tells. */
    weight: z.number().optional(),
    channel: z.string().optional(),
    interruptible: z.boolean().optional(),
  }),
]);
export type RecordedInput = z.infer<typeof recordedInputSchema>;
