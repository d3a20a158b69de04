import type { AgentId, ConversationId } from '@onethread/contracts';
import { explainWaiting } from '../../../domain/assignment/explanation.ts';
import type { ConversationDocument } from '../../../stores/documents.ts';
import { announceConversation } from '../change-conversation.ts';
import { adoptAgent } from './adopt-agent.ts';
import { makeOffers } from './make-offers.ts';
import { settleConversation } from './settle-conversation.ts';
import { isWaiting } from './term.ts';
import type { Term } from './term.ts';
import { track } from './track.ts';
import { setAwayIfMissing } from './write-agent.ts';

/** Explanations written at the same time; beyond them the audit writes those of the longest waiting. */
const MAX_EXPLANATIONS_AT_ONCE = 4;
const MAX_ATTEMPTS = 3;

/** Settles a conversation, then offers what waits; tells why if this one still waits. */
export async function lookAtConversation(term: Term, conversationId: ConversationId): Promise<void> {
  let document: ConversationDocument | undefined;
  await term.onConversation(conversationId, async () => {
    document = await settleConversation(term, conversationId);
  });
  makeOffers(term, document);
  if (document !== undefined && term.explaining < MAX_EXPLANATIONS_AT_ONCE) await explain(term, document);
}

/** Writes why a conversation waits, if that changed; gives up where others keep writing. */
export async function explain(term: Term, document: ConversationDocument): Promise<void> {
  if (newExplanation(term, document) === undefined) return;
  term.explaining += 1;
  try {
    await term.onConversation(document._id, () => writeExplanation(term, document));
  } finally {
    term.explaining -= 1;
  }
}

async function writeExplanation(term: Term, document: ConversationDocument): Promise<void> {
  const { conversations } = term.context.collections;
  let known: ConversationDocument | undefined = document;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS && known !== undefined; attempt += 1) {
    const explanation = newExplanation(term, known);
    if (explanation === undefined) return;
    const result = await conversations.replace({ ...known, explanation });
    if (result.outcome === 'applied') {
      track(term, result.document);
      await announceConversation(term.context, result.document, []);
      return;
    }
    known = await conversations.get(document._id);
  }
}

function newExplanation(term: Term, document: ConversationDocument): string | undefined {
  if (!isWaiting(document) || !term.ready) return undefined;
  const reasons = term.policy.reasons(document._id, term.context.now());
  if (reasons === undefined) return undefined;
  const explanation = explainWaiting(reasons, term.settings.names);
  return explanation === document.explanation ? undefined : explanation;
}

/** Reads an agent and its presence anew, settles what that changes for its conversations, then offers what waits. */
export async function lookAtAgent(term: Term, agentId: AgentId): Promise<void> {
  await adoptAgent(term, agentId);
  await settleAgent(term, agentId);
}

/** Settles what an agent holds where the agent may not keep it, and sets the alarms for when that will be so. */
export async function settleAgent(term: Term, agentId: AgentId): Promise<void> {
  await setAwayIfMissing(term, agentId);
  if (term.agents.get(agentId) === undefined) return;
  const now = term.context.now();
  const graceEndsAt = term.agents.graceEndsAt(agentId);
  const unstableUntil = term.agents.get(agentId)?.presence?.unstableUntil ?? 0;
  const holds = term.agents.conversationsOf(agentId);
  setAlarm(term, `grace ${agentId}`, graceEndsAt, agentId);
  setAlarm(term, `stable ${agentId}`, unstableUntil, agentId);
  if (!term.agents.mayKeepOffers(agentId) || (graceEndsAt ?? Infinity) <= now) {
    await Promise.all(holds.map((conversationId) => lookAtConversation(term, conversationId)));
  }
  makeOffers(term);
}

function setAlarm(term: Term, key: string, at: number | undefined, agentId: AgentId): void {
  if (at === undefined || at <= term.context.now()) term.alarms.clear(key);
  else term.alarms.set(key, at, () => void term.detach(() => afterAlarm(term, agentId)));
}

async function afterAlarm(term: Term, agentId: AgentId): Promise<void> {
  term.agents.refresh(agentId);
  await settleAgent(term, agentId);
}
