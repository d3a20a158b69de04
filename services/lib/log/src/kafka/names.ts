/** Puts this system's topics and groups of a shared cluster under one prefix, taken as it is; '' for none. */
export class KafkaNames {
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** A topic's name as the brokers know it. */
  toKafka(name: string): string {
    return this.#prefix + name;
  }

  /**
   * The group as the brokers know it: one for each topic that it reads. Members that share a group must read the same topics
   * there, or the leader's topics alone are handed out.
   */
  groupId(group: string, topic: string): string {
    return this.toKafka(`${group}.${topic}`);
  }

  /** Our group behind a `groupId` of this topic; undefined for what is not ours. */
  groupOf(groupId: string, topic: string): string | undefined {
    const name = this.fromKafka(groupId);
    return name?.endsWith(`.${topic}`) === true ? name.slice(0, -topic.length - 1) : undefined;
  }

  /** The name without the prefix; undefined for what is not ours. */
  fromKafka(name: string): string | undefined {
    return name.startsWith(this.#prefix) ? name.slice(this.#prefix.length) : undefined;
  }
}
