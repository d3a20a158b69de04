/** One customer who writes. */
export interface Writer {
  /** Resolves true once the message was acknowledged, false when it must be sent again. */
  write(number: number, text: string): Promise<boolean>;
  close(): Promise<void>;
}
