import { createIdentityClient, RpcError, type RpcErrorCode } from '@onethread/rpc';
import { InAppError } from '../in-app-error.ts';
import type { Confirmation, ConfirmationResult, LinkCode, ReachableChannel } from '../protocol.ts';

/** How long the caller of a refused request should wait, s: codes are counted by the hour. */
const NEXT_CODE_AFTER_S = 600;

export interface LinkingOptions {
  readonly address: string;
  readonly token: () => Promise<string>;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * Going on elsewhere: what a person does here to prove that another address is theirs. Routing issues and checks the codes.
 * Each call throws `InAppError` for what the person can do something about, else `LinkingUnavailableError`.
 */
export interface Linking {
  reachable(identityId: string): Promise<readonly ReachableChannel[]>;
  issueCode(identityId: string): Promise<LinkCode>;
  startConfirmation(identityId: string, channel: string, address: string): Promise<Confirmation>;
  confirm(identityId: string, confirmationId: string, code: string): Promise<ConfirmationResult>;
  /** Where answers follow that the person does not read here; absent: nowhere. */
  letAnswersFollow(identityId: string, to?: { readonly channel: string; readonly account: string }): Promise<void>;
  close(): void;
}

/** Thrown when routing cannot be asked now. */
export class LinkingUnavailableError extends Error {
  readonly code = 'unavailable';
  readonly retryable = true;
}

export function createLinking({ address, token, now }: LinkingOptions): Linking {
  const client = createIdentityClient({ address, token });
  const validForMs = (expiresAtMs: number): number => Math.max(expiresAtMs - now(), 0);
  return {
    async reachable(identityId) {
      const { channels } = await asked(client.listReachable({ identityId }));
      return channels.map(({ channel, label, account, address: typed, addressKind, linked, answersFollow }) => {
        const isWritable = addressKind === 'phone' || addressKind === 'email';
        return {
          channel,
          label,
          ...(typed === '' ? {} : { address: typed }),
          ...(isWritable ? { addressKind } : {}),
          linked,
          ...(isWritable && linked ? { answersFollow, account } : {}),
        };
      });
    },
    async issueCode(identityId) {
      const { code, expiresAtMs } = await asked(client.issueLinkCode({ identityId }));
      return { code, validForMs: validForMs(expiresAtMs) };
    },
    async startConfirmation(identityId, channel, typed) {
      const started = await asked(client.startConfirmation({ identityId, channel, address: typed }), {
        invalid: () => new InAppError(400, 'invalid-address', 'That address cannot be written to: look at it again.'),
      });
      return {
        id: started.confirmationId,
        address: started.address,
        validForMs: validForMs(started.expiresAtMs),
      };
    },
    async confirm(identityId, confirmationId, code) {
      return await asked(client.confirmAddress({ identityId, confirmationId, code }), {
        invalid: confirmationOver,
        expired: confirmationOver,
        'not-found': confirmationOver,
      });
    },
    async letAnswersFollow(identityId, to) {
      await asked(client.letAnswersFollow({ identityId, ...to }), {
        invalid: () => new InAppError(400, 'not-yours', 'Confirm an address there first: then answers can follow.'),
        blocked: () => new InAppError(409, 'copies-refused', 'You asked for no copies there: write to us from there.'),
      });
    },
    close: () => client.close(),
  };
}

const unknownPerson = (): InAppError =>
  new InAppError(409, 'write-first', 'Write a first message here, then go on elsewhere.');
const tooMany = (): InAppError =>
  new InAppError(429, 'too-many-codes', 'Too many codes were asked for: try again later.', NEXT_CODE_AFTER_S);
const confirmationOver = (): InAppError =>
  new InAppError(410, 'confirmation-over', 'This code is not good any more: ask for a new one.');

type Refusals = Partial<Record<RpcErrorCode, () => InAppError>>;
const REFUSALS: Refusals = {
  invalid: () => new InAppError(400, 'invalid', 'The request cannot be taken as it is.'),
  'not-found': unknownPerson,
  exhausted: tooMany,
};

/** What is not the person's to change is told as "not now". */
async function asked<Answer>(question: Promise<Answer>, special: Refusals = {}): Promise<Answer> {
  try {
    return await question;
  } catch (error) {
    const refusal = error instanceof RpcError ? (special[error.code] ?? REFUSALS[error.code]) : undefined;
    throw refusal?.() ?? new LinkingUnavailableError('routing cannot be asked now', { cause: error });
  }
}
