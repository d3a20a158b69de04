/** Puts this system's topics and groups of a shared cluster under one prefix, taken as it is; '' for none. */
export class KafkaNames {
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** A topic's or group's name as the brokers know it. */
  toKafka(name: string): string {
    return this.#prefix + name;
  }

  /** The name without the prefix; undefined for what is not ours. */
  fromKafka(name: string): string | undefined {
    return name.startsWith(this.#prefix) ? name.slice(this.#prefix.length) : undefined;
  }
}
