import { z } from 'zod';
import { agentAbilitiesSchema } from './assignment-settings/agents.ts';

/**
 * Values of `assignment.commands.v1`, key = pool. Only the pool's owner acts on them. A `wake` may be lost or doubled:
 * the store is the truth. The others ask for something and carry a `requestId`; the owner puts an `answer` with the same
 * id on this topic, which the asking replica follows by broadcast.
 */
const command = { version: z.literal(1), pool: z.string().min(1).max(100) };
const request = { ...command, requestId: z.string().min(1).max(100) };

/** A conversation began or ceased to wait, or an agent's presence changed: look at it. Neither named: look at all. */
export const wakeSchema = z.object({
  ...command,
  type: z.literal('wake'),
  conversationId: z.string().min(1).max(64).optional(),
  agentId: z.string().min(1).max(64).optional(),
});
export type Wake = z.infer<typeof wakeSchema>;

/** An agent takes a waiting conversation without being offered it. */
export const takeSchema = z.object({
  ...request,
  type: z.literal('take'),
  conversationId: z.string().min(1).max(64),
  agentId: z.string().min(1).max(64),
});
export type Take = z.infer<typeof takeSchema>;

/** An agent, or a supervisor for one, has a conversation go elsewhere, or back to a queue; or takes it from whoever has it. */
export const assignSchema = z.object({
  ...request,
  type: z.literal('assign'),
  conversationId: z.string().min(1).max(64),
  /** Who asks for it. */
  by: z.string().min(1).max(64),
  /** `transfer`: the assignee hands it over. `assign`: a supervisor gives it. `take-over`: a supervisor takes it over. */
  how: z.enum(['transfer', 'assign', 'take-over']),
  /** To this agent; else to the queue. */
  toAgentId: z.string().min(1).max(64).optional(),
  toQueueId: z.string().min(1).max(64).optional(),
  /** Also beyond the agent's capacity: a recorded exemption, for supervisors. */
  beyondCapacity: z.boolean().optional(),
});
export type Assign = z.infer<typeof assignSchema>;

/** Adds an agent or updates its settings. */
export const putAgentSchema = z.object({
  ...request,
  type: z.literal('put-agent'),
  agentId: z.string().min(1).max(64),
  name: z.string().min(1).max(200),
  email: z.string().min(1).max(320),
  role: z.enum(['agent', 'supervisor', 'admin']),
  capacity: z.number().int().min(1).max(1000),
  /** Absent: as they are, or none for a new agent. The `capacity` in it is the one that counts. */
  abilities: agentAbilitiesSchema.optional(),
});
export type PutAgent = z.infer<typeof putAgentSchema>;

/** A disabled agent is offered nothing, and all that it holds goes back to the queue. */
export const setAgentDisabledSchema = z.object({
  ...request,
  type: z.literal('set-agent-disabled'),
  agentId: z.string().min(1).max(64),
  disabled: z.boolean(),
});
export type SetAgentDisabled = z.infer<typeof setAgentDisabledSchema>;

/** What became of a request; `by` tells who has it when the outcome is `taken`. */
export const answerSchema = z.object({
  ...request,
  type: z.literal('answer'),
  outcome: z.enum([
    'accepted',
    'taken',
    'at-capacity',
    'not-found',
    'not-yours',
    'busy',
    'created',
    'updated',
    'email-taken',
    'failed',
  ]),
  by: z.string().max(64).optional(),
});
export type Answer = z.infer<typeof answerSchema>;

export const assignmentCommandSchema = z.discriminatedUnion('type', [
  wakeSchema,
  takeSchema,
  assignSchema,
  putAgentSchema,
  setAgentDisabledSchema,
  answerSchema,
]);
export type AssignmentCommand = z.infer<typeof assignmentCommandSchema>;
/** A command that is answered. */
export type AssignmentRequest = Take | Assign | PutAgent | SetAgentDisabled;
