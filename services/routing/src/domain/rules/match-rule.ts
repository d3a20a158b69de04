import type { AssignmentSettings, Calendar, QueueSettings, Rule, RuleCondition, SkillNeed } from '@onethread/contracts';
import { phraseOf, SearchedText, type Phrase } from './searched-text.ts';

/** One version of the settings. */
export interface VersionedSettings {
  /** 0: nothing was ever applied. */
  readonly version: number;
  readonly settings: AssignmentSettings;
}

export type IsOpen = (calendar: Calendar) => boolean | undefined;

/** What is known of a conversation when it begins. */
export interface RuleFacts {
  /** Empty where nobody knows. */
  readonly channel: string;
  readonly account: string;
  /** BCP 47, as its channel says; `_` is as good as `-`. */
  readonly language?: string;
  /** What the app's backend says of the customer. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly subject?: string;
  /** Of the first message; its first `MAX_MATCHED_CHARACTERS` are looked at. */
  readonly text?: string;
}

/** Which queue a conversation belongs to, and why. */
export interface RuleMatch {
  readonly queue: QueueSettings;
  /** Absent: no rule named it, it is in the default queue. */
  readonly ruleId?: string;
  /** The rule's, beside the queue's own. */
  readonly skills: readonly SkillNeed[];
  /** The rule's and the queue's together. */
  readonly priority: number;
  readonly settingsVersion: number;
}

/** Far more than anybody writes who wants an answer; a rule's text is looked for in no more. */
export const MAX_MATCHED_CHARACTERS = 20_000;

/** Rules' own words in the form in which they are compared: made once for each version of the settings. */
const known = new WeakMap<readonly string[], readonly Phrase[]>();

/**
 * The first rule that holds decides. Never throws: a rule whose queue is not there leads to the default queue (and that, were
 * it missing, to the first), a condition on a calendar that is not there does not hold.
 *
 * @param isOpen whether a calendar is open at the moment that is decided for; undefined: nobody can say
 */
export function matchRule({ version, settings }: VersionedSettings, facts: RuleFacts, isOpen: IsOpen): RuleMatch {
  const seen = new SeenFacts(facts);
  const rule = settings.rules.find(({ when }) => holds(settings, when, seen, isOpen));
  const queue = queueOf(settings, rule);
  return {
    queue,
    ...(rule === undefined ? {} : { ruleId: rule.id }),
    skills: rule?.skills ?? [],
    priority: queue.priority + (rule?.priority ?? 0),
    settingsVersion: version,
  };
}

/** Facts whose text is folded once, and only when a rule asks for it. */
class SeenFacts {
  readonly facts: RuleFacts;
  readonly language: string | undefined;
  #text: SearchedText | undefined;

  constructor(facts: RuleFacts) {
    this.facts = facts;
    this.language = facts.language === undefined ? undefined : languageTag(facts.language);
  }

  /** Subject and message. */
  get text(): SearchedText {
    const parts = [this.facts.subject ?? '', this.facts.text ?? ''];
    return (this.#text ??= new SearchedText(parts.map((part) => part.slice(0, MAX_MATCHED_CHARACTERS))));
  }
}

function queueOf({ queues, defaultQueue }: AssignmentSettings, rule: Rule | undefined): QueueSettings {
  const named = (id: string | undefined) => queues.find((queue) => queue.id === id);
  const queue = named(rule?.queue) ?? named(defaultQueue) ?? queues[0];
  if (queue === undefined) throw new Error('settings without a queue');
  return queue;
}

/** Cheap conditions first: most rules are passed over before the text is looked at. */
function holds(settings: AssignmentSettings, when: RuleCondition, seen: SeenFacts, isOpen: IsOpen): boolean {
  const { facts, language } = seen;
  if (when.channels.length > 0 && !when.channels.includes(facts.channel)) return false;
  if (when.accounts.length > 0 && !when.accounts.includes(facts.account)) return false;
  if (when.languages.length > 0 && !when.languages.some((range) => isOfLanguage(language, range))) return false;
  if (!haveAttributes(facts.attributes ?? {}, when.attributes)) return false;
  if (when.hours !== undefined && !areHours(settings, when.hours, isOpen)) return false;
  return when.text.length === 0 || phrasesOf(when.text).some((phrase) => seen.text.has(phrase));
}

/** RFC 4647, basic filtering: "de" holds for de-AT, and not for den. */
export function isOfLanguage(language: string | undefined, range: string): boolean {
  if (language === undefined) return false;
  const wanted = languageTag(range);
  return language === wanted || language.startsWith(`${wanted}-`);
}

export function languageTag(tag: string): string {
  return tag.trim().replaceAll('_', '-').toLowerCase();
}

function haveAttributes(told: Readonly<Record<string, string>>, wanted: RuleCondition['attributes']): boolean {
  return Object.entries(wanted).every(
    ([name, values]) => Object.hasOwn(told, name) && values.includes((told[name] ?? '').trim()),
  );
}

function areHours(
  { calendars }: AssignmentSettings,
  hours: NonNullable<RuleCondition['hours']>,
  isOpen: IsOpen,
): boolean {
  const calendar = calendars.find(({ id }) => id === hours.calendar);
  return calendar !== undefined && isOpen(calendar) === hours.open;
}

function phrasesOf(words: readonly string[]): readonly Phrase[] {
  const phrases = known.get(words) ?? words.map((word) => phraseOf(word));
  known.set(words, phrases);
  return phrases;
}
