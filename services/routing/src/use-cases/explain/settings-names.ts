import type { AssignmentSettings, QueueSettings } from '@onethread/contracts';

/** What things of the settings are called; what is not in them any more, by its id. */
export class SettingsNames {
  readonly #settings: AssignmentSettings;

  constructor(settings: AssignmentSettings) {
    this.#settings = settings;
  }

  queue(queueId: string): QueueSettings | undefined {
    return this.#settings.queues.find(({ id }) => id === queueId);
  }

  readonly queueName = (queueId: string): string => this.queue(queueId)?.name ?? queueId;

  readonly skillName = (skillId: string): string =>
    this.#settings.skills.find(({ id }) => id === skillId)?.name ?? skillId;

  ruleName(ruleId: string): string {
    return this.#settings.rules.find(({ id }) => id === ruleId)?.name ?? ruleId;
  }
}
