/** A customer who writes numbered messages and never writes the next before the last was acknowledged. */
export interface Customer {
  readonly name: string;
  /** The external id under which history knows them. */
  readonly channel: string;
  readonly account: string;
  readonly externalId: string;
  /**
   * Delivers a message in the way of its channel, with the same provider id at every call of the same `number`.
   * Resolves true once it was acknowledged, false when it must be sent again.
   */
  write(number: number, text: string): Promise<boolean>;
  close(): Promise<void>;
}
