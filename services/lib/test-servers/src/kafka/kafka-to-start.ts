/** What is started, whichever way. */
export interface KafkaToStart {
  readonly nodes: number;
  readonly throughProxy: boolean;
}
