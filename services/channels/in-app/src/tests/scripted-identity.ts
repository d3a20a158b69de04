import {
  RpcError,
  toGrpcStatus,
  verifyToken,
  type IdentityServiceHandlers,
  type ListReachableResponse,
  type RpcErrorCode,
} from '@onethread/rpc';

type Reachable = ListReachableResponse['channels'][number];
interface Call<Request> {
  readonly request: Request;
  readonly metadata: { get(name: string): unknown[] };
}
type Callback<Response> = (error: ReturnType<typeof toGrpcStatus> | null, response?: Response) => void;

const TRIES = 5;
const LINK_CODE_MS = 10 * 60_000;
/** What is "sent" to an address. */
export const SENT_CODE = '271828';

export function reachable(channel: string, over: Partial<Reachable> = {}): Reachable {
  return {
    channel,
    label: channel,
    account: 'main',
    address: '',
    addressKind: '',
    linked: false,
    answersFollow: false,
    ...over,
  };
}

function unscripted(_call: unknown, callback: Callback<never>): void {
  callback(toGrpcStatus(new RpcError('unimplemented', 'not scripted')));
}

/** The part of the identity service that channels call, over real gRPC; it holds what a test puts into it. */
export class ScriptedIdentity {
  readonly #secret: string;
  readonly #confirmations = new Map<string, { readonly identityId: string; left: number }>();
  #codes = 0;
  channels: Reachable[] = [
    reachable('sms', { label: 'SMS', address: '+447700900123', addressKind: 'phone' }),
    reachable('email', { label: 'Email', address: 'support@example.org', addressKind: 'email' }),
    reachable('messenger', { label: 'Messenger' }),
  ];
  /** Every call from now on fails so. */
  failure: RpcErrorCode | undefined;
  linkCodeMs = LINK_CODE_MS;
  /** They said on the other channel that no copies are to come there. */
  copiesRefused = false;
  /** Calls as they came: method, identity. */
  readonly asked: (readonly [method: string, identityId: string])[] = [];

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** The customer sent the code, or typed the right one back. */
  link(channel: string): void {
    this.channels = this.channels.map((one) => (one.channel === channel ? { ...one, linked: true } : one));
  }

  handlers(): IdentityServiceHandlers {
    return {
      GetPerson: unscripted,
      PreviewLink: unscripted,
      Link: unscripted,
      Unlink: unscripted,
      DecideMatch: unscripted,
      ListMatches: unscripted,
      FindPeople: unscripted,
      ListReachable: this.#scripted('ListReachable', () => ({ channels: this.channels })),
      LetAnswersFollow: this.#scripted(
        'LetAnswersFollow',
        ({ channel }: { identityId: string; channel: string; account: string }) => {
          if (channel !== '' && !this.channels.some((one) => one.channel === channel && one.linked))
            throw new RpcError('invalid', 'not theirs');
          if (channel !== '' && this.copiesRefused) throw new RpcError('blocked', 'no copies there');
          this.channels = this.channels.map((one) => ({ ...one, answersFollow: one.channel === channel }));
          return {};
        },
      ),
      IssueLinkCode: this.#scripted('IssueLinkCode', () => ({
        code: `OT-7KQ4-${String((this.#codes += 1)).padStart(4, '0')}`,
        expiresAtMs: Date.now() + this.linkCodeMs,
      })),
      StartConfirmation: this.#scripted(
        'StartConfirmation',
        ({ identityId, channel, address }: { identityId: string; channel: string; address: string }) => {
          const { addressKind = '' } = this.channels.find((one) => one.channel === channel) ?? {};
          const normal = address.replaceAll(' ', '').toLowerCase();
          if (!(addressKind === 'phone' ? /^\+\d{7,15}$/ : /^[^@]+@[^@]+$/).test(normal))
            throw new RpcError('invalid', 'not an address');
          const confirmationId = `f_${this.#confirmations.size + 1}`;
          this.#confirmations.set(`${confirmationId}/${channel}`, { identityId, left: TRIES });
          return {
            confirmationId: `${confirmationId}/${channel}`,
            address: normal,
            expiresAtMs: Date.now() + LINK_CODE_MS,
          };
        },
      ),
      ConfirmAddress: this.#scripted(
        'ConfirmAddress',
        ({ identityId, confirmationId, code }: { identityId: string; confirmationId: string; code: string }) => {
          const confirmation = this.#confirmations.get(confirmationId);
          if (confirmation?.identityId !== identityId) throw new RpcError('not-found', 'no such confirmation');
          if (confirmation.left === 0) throw new RpcError('invalid', 'too many wrong codes');
          if (code !== SENT_CODE) return { confirmed: false, triesLeft: (confirmation.left -= 1) };
          this.link(confirmationId.split('/')[1] ?? '');
          return { confirmed: true, triesLeft: confirmation.left };
        },
      ),
    };
  }

  #scripted<Request extends { readonly identityId: string }, Response>(
    method: string,
    answer: (request: Request) => Response,
  ): (call: Call<Request>, callback: Callback<Response>) => void {
    return ({ request, metadata }, callback) => {
      this.asked.push([method, request.identityId]);
      this.#allow(metadata)
        .then(() => {
          if (this.failure !== undefined) throw new RpcError(this.failure, 'as the test wants it');
          return answer(request);
        })
        .then(
          (response) => callback(null, response),
          (error: unknown) => callback(toGrpcStatus(error)),
        );
    };
  }

  async #allow(metadata: Call<unknown>['metadata']): Promise<void> {
    const token = String(metadata.get('authorization')[0]).replace('Bearer ', '');
    if ((await verifyToken([this.#secret], token)).role !== 'service') throw new RpcError('forbidden', 'for services');
  }
}
