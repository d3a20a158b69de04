import type { Credentials } from '../protocol.ts';

/** Proof of who the person is, and a name for what this device keeps of them. */
export interface Proof {
  readonly credentials: Credentials;
  /** `visitor.<id>` or `user.<sub>`: part of storage keys. */
  readonly person: string;
  /** Epoch ms; absent: for ever. */
  readonly expiresAt?: number;
}

export interface CredentialSource {
  readonly kind: 'visitor' | 'user';
  /** Kept proof while it is good, else a fresh one. Rejects when there is none to be had now. */
  obtain(): Promise<Proof>;
  /** Whether the device is still this person's: they may have left in another tab. */
  isHere(person: string): boolean;
  /** The server did not take what was obtained last. */
  refused(code: string | undefined): void;
}
