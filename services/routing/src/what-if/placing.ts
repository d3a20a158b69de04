import { isDeepStrictEqual } from 'node:util';
import type { AssignmentSettings, QueueSettings, SkillNeed } from '@onethread/contracts';
import { afterOpenMs, isOpenAt } from '../calendars/index.ts';
import type { PolicySettings } from '../domain/assignment/terms.ts';
import { matchRule, type VersionedSettings } from '../domain/rules/match-rule.ts';
import type { Stay } from './traffic.ts';

const MINUTE_MS = 60_000;

/** Where a conversation goes, and what it asks for. */
export interface Place {
  readonly queue: QueueSettings;
  readonly skills: readonly SkillNeed[];
  readonly priority: number;
  readonly weight: number;
  readonly interruptible: boolean;
}

/** The part of the settings by which one pool decides. */
export function policySettingsOf({ version, settings }: VersionedSettings, pool: string): PolicySettings {
  const { queues, teams, ageUnitSeconds } = settings;
  return { version, queues: queues.filter((queue) => queue.pool === pool), teams, ageUnitSeconds };
}

/** Where recorded conversations would have gone under other settings. */
export class Placing {
  /** What could not be told, in words, with how many conversations it concerned. */
  readonly doubts = new Map<string, number>();
  readonly #recorded: AssignmentSettings;
  readonly #asked: VersionedSettings;
  readonly #pool: string;
  readonly #sameRules: boolean;
  /** Rules ask for attributes for which none asked then. */
  readonly #asksAnew: boolean;

  /** `recorded`: in force as the conversations came; `asked`: the others, or the same. */
  constructor(recorded: VersionedSettings, asked: VersionedSettings, pool: string) {
    this.#recorded = recorded.settings;
    this.#asked = asked;
    this.#pool = pool;
    this.#sameRules = haveSameRules(recorded.settings, asked.settings);
    const known = attributesIn(recorded.settings);
    this.#asksAnew = [...attributesIn(asked.settings)].some((name) => !known.has(name));
  }

  /** Undefined when it would have gone to another pool. */
  placeOf(stay: Stay, at: number): Place | undefined {
    const { channel, weight, interruptible } = stay.waiting;
    const cost = this.#asked.settings.channels.find((each) => each.channel === channel);
    const matched = this.#recordedPlace(stay) ?? this.#matchedPlace(stay, at);
    if (matched.queue.pool !== this.#pool) return undefined;
    return { ...matched, weight: cost?.weight ?? weight, interruptible: cost?.interruptible ?? interruptible };
  }

  /** What the same rules, or somebody's transfer, decided before stands, where its queue still is. */
  #recordedPlace({ waiting, followsRelease }: Stay): Pick<Place, 'queue' | 'skills' | 'priority'> | undefined {
    const queue = this.#asked.settings.queues.find(({ id }) => id === waiting.queueId);
    if (queue === undefined) return undefined;
    if (!this.#sameRules && !followsRelease) {
      if (waiting.facts !== undefined) return undefined;
      this.#doubt('What rules ask for is not recorded: the recorded queue is kept');
    }
    const before = this.#recorded.queues.find(({ id }) => id === waiting.queueId);
    const priority = waiting.priority - (before?.priority ?? queue.priority) + queue.priority;
    return { queue, skills: waiting.skills, priority };
  }

  #matchedPlace({ waiting, nth }: Stay, at: number): Pick<Place, 'queue' | 'skills' | 'priority'> {
    const { facts = {}, channel, ruleId } = waiting;
    const { account = '', language, attributes } = facts;
    const settings = { ...this.#asked.settings, rules: this.#rulesWithoutText(ruleId) };
    const match = matchRule(
      { ...this.#asked, settings },
      {
        channel,
        account,
        ...(language === undefined ? {} : { language }),
        ...(attributes === undefined ? {} : { attributes }),
      },
      (calendar) => isOpenAt(calendar, at),
    );
    if (nth > 0) return match;
    if (this.#asked.settings.rules.some((rule) => this.#isOpenQuestion(rule.id, ruleId)))
      this.#doubt('Texts are not recorded: new rules that ask for words are passed over');
    if (this.#asksAnew)
      this.#doubt('Attributes that no rule asked for then are not recorded: new rules that ask for them do not hold');
    return match;
  }

  /** Whether a rule asked for words is known only where it is as it was: the recording says which rule held. */
  #rulesWithoutText(heldRuleId: string | undefined): AssignmentSettings['rules'] {
    return this.#asked.settings.rules.flatMap((rule) => {
      if (rule.when.text.length === 0) return [rule];
      if (rule.id !== heldRuleId || !this.#isAsItWas(rule.id)) return [];
      return [{ ...rule, when: { ...rule.when, text: [] } }];
    });
  }

  #isOpenQuestion(ruleId: string, heldRuleId: string | undefined): boolean {
    const rule = this.#asked.settings.rules.find(({ id }) => id === ruleId);
    return rule !== undefined && rule.when.text.length > 0 && ruleId !== heldRuleId && !this.#isAsItWas(ruleId);
  }

  #isAsItWas(ruleId: string): boolean {
    const find = ({ rules }: AssignmentSettings) => rules.find(({ id }) => id === ruleId);
    return isDeepStrictEqual(find(this.#recorded)?.when, find(this.#asked.settings)?.when);
  }

  #doubt(words: string): void {
    this.doubts.set(words, (this.doubts.get(words) ?? 0) + 1);
  }
}

/** When somebody should have taken it, epoch ms: for a first stay the first answer's target, later the next answer's. */
export function dueAtOf(
  settings: AssignmentSettings,
  queue: QueueSettings,
  nth: number,
  since: number,
): number | undefined {
  const { firstResponseMinutes, nextResponseMinutes } = queue.targets ?? {};
  const minutes = nth === 0 ? firstResponseMinutes : (nextResponseMinutes ?? firstResponseMinutes);
  if (minutes === undefined) return undefined;
  const calendar = settings.calendars.find(({ id }) => id === queue.calendar);
  if (calendar === undefined) return since + minutes * MINUTE_MS;
  return afterOpenMs(calendar, since, minutes * MINUTE_MS);
}

function haveSameRules(a: AssignmentSettings, b: AssignmentSettings): boolean {
  return isDeepStrictEqual(whatRulesAre(a), whatRulesAre(b));
}

function whatRulesAre({ rules, defaultQueue, calendars }: AssignmentSettings): object {
  const asked = new Set(rules.map(({ when }) => when.hours?.calendar));
  return { rules, defaultQueue, calendars: calendars.filter(({ id }) => asked.has(id)) };
}

function attributesIn({ rules }: AssignmentSettings): Set<string> {
  return new Set(rules.flatMap(({ when }) => Object.keys(when.attributes)));
}
