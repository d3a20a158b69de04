import { identityIdOfCustomer } from '@onethread/contracts';
import type { Calendar, Entry, IdentityId, Part, Rule, StreamId } from '@onethread/contracts';
import { isOpenAt } from '../calendars/index.ts';
import type { ConversationTerms } from '../domain/conversation.ts';
import { matchRule, type RuleFacts } from '../domain/rules/match-rule.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import { knownIdentity } from './identities.ts';
import { knownChannel } from './known-channel.ts';
import { personFacts } from './person-facts.ts';
import { settingsInForce } from './settings-in-force.ts';

/** What a conversation begins with. */
export interface ConversationBirth {
  readonly identityId: IdentityId;
  /** Epoch ms. */
  readonly at: number;
  readonly streamId: StreamId;
  readonly subject?: string;
  /** Of the first message. */
  readonly parts?: readonly Part[];
}

/** The birth of a conversation whose first entry this is. */
export function birthBy({ body, customerId, at, streamId }: Entry): ConversationBirth {
  const identityId = 'identityId' in body ? body.identityId : identityIdOfCustomer(customerId);
  const birth = { identityId, at: Math.floor(at / 1000), streamId };
  if (body.kind !== 'message') return birth;
  return { ...birth, parts: body.parts, ...(body.subject === undefined ? {} : { subject: body.subject }) };
}

/**
 * Queue, cost and wishes of a conversation that begins: by the settings in force now. Whoever stores them first decides for
 * ever, so that settings may change between a message and its repetition.
 */
export async function conversationTerms(context: UseCaseContext, birth: ConversationBirth): Promise<ConversationTerms> {
  const identity = await knownIdentity(context.collections, birth.identityId);
  const inForce = await settingsInForce(context);
  const channel = identity?.channel ?? '';
  const announced = identity && (await knownChannel(context, identity.channel))?.capabilities;
  const facts = {
    channel,
    account: identity?.account ?? '',
    ...(await personFacts(context, identity, birth.streamId, inForce.settings.rules)),
    ...(birth.subject === undefined ? {} : { subject: birth.subject }),
    text: wordsOf(birth.parts ?? []),
  };
  const { queue, ...match } = matchRule(inForce, facts, (calendar) => openAt(context, calendar, birth.at));
  const cost = inForce.settings.channels.find((one) => one.channel === channel);
  return {
    pool: queue.pool,
    queueId: queue.id,
    weight: cost?.weight ?? announced?.weight ?? 1,
    live: announced?.live ?? true,
    channel,
    interruptible: cost?.interruptible ?? false,
    ...match,
    facts: keptFacts(facts, inForce.settings.rules),
  };
}

/** What decisions are told of later. Words stay in history, and so do attributes that nobody asks for. */
function keptFacts(
  { account, language, attributes = {} }: RuleFacts,
  rules: readonly Rule[],
): NonNullable<ConversationTerms['facts']> {
  const asked = new Set(rules.flatMap(({ when }) => Object.keys(when.attributes)));
  const kept = Object.entries(attributes).filter(([name]) => asked.has(name));
  return {
    account,
    ...(language === undefined ? {} : { language }),
    ...(kept.length === 0 ? {} : { attributes: Object.fromEntries(kept) }),
  };
}

/** What the customer said or picked. */
function wordsOf(parts: readonly Part[]): string {
  return parts
    .map((part) => (part.kind === 'text' ? part.text : 'title' in part ? (part.title ?? '') : ''))
    .filter((words) => words !== '')
    .join('\n');
}

/** A calendar that cannot be read must keep no message out: conditions on it do not hold. */
function openAt({ logger, count }: UseCaseContext, calendar: Calendar, at: number): boolean | undefined {
  try {
    return isOpenAt(calendar, at);
  } catch (error) {
    count?.('calendar-unreadable');
    logger.error({ err: error, calendar: calendar.id }, 'rules pass a calendar over that cannot be read');
    return undefined;
  }
}
