import { followUpEntryId } from '@onethread/contracts';
import type { Conversation, OutboxItem } from './conversation.ts';
import { without } from './without.ts';
import { done, isResponse, newClock, nextAt, passedBy, retargeted, running, standing } from './targets/clock.ts';
import type { Clock, Passed, TargetTerms } from './targets/clock.ts';
import type { Moment } from './clock-moments.ts';

/**
 * A conversation's clocks after one more moment of it, told in order, when its other fields know of the moment already.
 *
 * Clocks are decided at the time, by the settings in force then; so they cannot be made again from entries alone, and
 * rebuilding leaves them as they are. Repeating changes nothing: `clocksUpTo` says which moments are counted. A moment that
 * comes after a later one (its stream's projection was finished by another process, after its customer had moved) is too
 * late to change what was measured, but an answer still ends the clocks that waited for it.
 */
export function clocksAfter<C extends Conversation>(conversation: C, moment: Moment, terms: TargetTerms): C {
  const ms = Math.floor(moment.at / 1000);
  if (moment.at <= (conversation.clocksUpTo ?? 0)) {
    return moment.kind === 'answered' ? answeredLate(conversation, moment.at, terms) : conversation;
  }
  const { known, passed } = allPassed(conversation, ms);
  const told = { ...conversation, clocksUpTo: moment.at };
  const after = moment.kind === 'answered' ? { ...told, answeredAt: moment.at } : told;
  let clocks = started(known, after, moment, terms);
  if (moment.kind === 'answered') clocks = clocks.map((clock) => (isResponse(clock) ? done(clock, ms, terms) : clock));
  if (moment.kind === 'queued') clocks = clocks.map((clock) => retargeted(clock, terms));
  return withClocks(after, following(clocks, after, ms, terms), passed, ms);
}

/** The clocks going on or standing still as the conversation's other fields ask for, which changed at `ms`. */
export function clocksFollowing<C extends Conversation>(conversation: C, ms: number, terms: TargetTerms): C {
  if (conversation.clocks === undefined) return conversation;
  const { known, passed } = allPassed(conversation, ms);
  return withClocks(conversation, following(known, conversation, ms, terms), passed, ms);
}

/** A response that is still waited for. */
export function isOpenQuestion(clock: Clock): boolean {
  return isResponse(clock) && clock.doneAt === undefined;
}

/** The conversation with the question of another that is joined into it, measured since it was asked; itself where one is open anyway. */
export function questionTaken<C extends Conversation>(conversation: C, askedAt: number, terms: TargetTerms): C {
  const { clocks = [] } = conversation;
  if (clocks.some(isOpenQuestion)) return conversation;
  const asked = started(clocks, conversation, { kind: 'asked', at: askedAt * 1000 }, terms);
  const going = asked.map((clock) => (isOpenQuestion(clock) ? running(clock, askedAt, terms) : clock));
  return withClocks(conversation, going, [], askedAt);
}

/** The conversation once it is `ms`: warnings given and targets missed go to its outbox. Itself where nothing passed. */
export function clocksPassed<C extends Conversation>(conversation: C, ms: number): C {
  const { known, passed } = allPassed(conversation, ms);
  return passed.length === 0 ? conversation : withClocks(conversation, known, passed, ms);
}

/** When the first of the running clocks is due, epoch ms, be it in the past; undefined when none runs towards a target. */
export function runningDueAt({ clocks }: Pick<Conversation, 'clocks'>): number | undefined {
  return earliest((clocks ?? []).map(({ since, dueAt }) => (since === undefined ? undefined : dueAt)));
}

function answeredLate<C extends Conversation>(conversation: C, at: number, terms: TargetTerms): C {
  const ms = Math.floor(at / 1000);
  const passed: Passed[] = [];
  const clocks = (conversation.clocks ?? []).map((clock) => {
    if (!isResponse(clock) || clock.doneAt !== undefined || clock.startedAt >= ms) return clock;
    const by = passedBy(clock, ms);
    passed.push(...by.passed);
    return done(by.clock, ms, terms);
  });
  if (clocks.every((clock, index) => clock === conversation.clocks?.[index])) return conversation;
  const answeredAt = Math.max(at, conversation.answeredAt ?? 0);
  return withClocks({ ...conversation, answeredAt }, clocks, passed, ms);
}

/** With the clocks that a moment starts, still standing. */
function started(
  clocks: readonly Clock[],
  { state }: Conversation,
  { kind, at }: Moment,
  terms: TargetTerms,
): readonly Clock[] {
  const ms = Math.floor(at / 1000);
  let all = clocks;
  if (kind === 'asked') {
    const first = all.find(({ target }) => target === 'first-response');
    const isAnswered = all.every((clock) => !isResponse(clock) || clock.doneAt !== undefined);
    if (first === undefined) all = [newClock('first-response', ms, terms), ...all];
    else if (isAnswered) {
      const others = all.filter(({ target }) => target !== 'next-response');
      all = [first, newClock('next-response', ms, terms), ...others.filter((clock) => clock !== first)];
    }
  }
  const ends = all.some(({ target }) => target === 'resolution');
  return ends || state !== 'open' ? all : [...all, newClock('resolution', ms, terms)];
}

function following(
  clocks: readonly Clock[],
  conversation: Conversation,
  ms: number,
  terms: TargetTerms,
): readonly Clock[] {
  return clocks.map((clock) => {
    if (isResponse(clock)) {
      if (clock.doneAt !== undefined) return clock;
    } else if (conversation.state === 'resolved') return done(clock, ms, terms);
    if (!runsIn(clock, conversation)) return standing(reopened(clock), ms, terms);
    return clock.since === undefined ? running(clock, ms, terms) : clock;
  });
}

/**
 * Responses are waited for until there is one, unless nobody waits any more; snoozing does not hide a question. The way to
 * the end stands still while the customer has the word, and while the conversation is snoozed. What goes on in another
 * conversation is measured there.
 */
function runsIn(clock: Clock, { state, joinedInto, answeredAt = 0, lastCustomerAt = 0 }: Conversation): boolean {
  if (joinedInto !== undefined) return false;
  return isResponse(clock) ? state !== 'resolved' : state === 'open' && answeredAt <= lastCustomerAt;
}

function reopened(clock: Clock): Clock {
  return clock.doneAt === undefined ? clock : without(clock, 'doneAt', 'dueAt');
}

function allPassed(
  { clocks = [] }: Conversation,
  ms: number,
): { readonly known: readonly Clock[]; readonly passed: readonly Passed[] } {
  const each = clocks.map((clock) => passedBy(clock, ms));
  return { known: each.map(({ clock }) => clock), passed: each.flatMap(({ passed }) => passed) };
}

function withClocks<C extends Conversation>(
  conversation: C,
  clocks: readonly Clock[],
  passed: readonly Passed[],
  ms: number,
): C {
  const clocksAt = earliest(clocks.map(nextAt));
  const after = { ...without(conversation, 'clocksAt'), clocks, ...(clocksAt === undefined ? {} : { clocksAt }) };
  if (passed.length === 0) return after as unknown as C;
  const outbox = [...conversation.outbox, ...passed.map((one) => factOf(conversation, one, ms))];
  return { ...after, outbox, outboxAt: conversation.outboxAt ?? ms } as unknown as C;
}

/** Named after the clock's life: whoever notices it, it is told once. */
function factOf({ _id }: Conversation, { kind, clock, dueAt }: Passed, ms: number): OutboxItem {
  const { target, startedAt } = clock;
  const id = followUpEntryId(_id, `${kind}:${target}:${startedAt}`);
  return { id, body: { kind, conversationId: _id, target, dueAt, decidedAt: ms } };
}

function earliest(instants: readonly (number | undefined)[]): number | undefined {
  const known = instants.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
