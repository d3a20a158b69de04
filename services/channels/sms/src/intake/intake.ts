import { InvalidInboundError, type ChannelHost } from '@onethread/channel-kit';
import type { EntryId, IdentityRef, Part, Profile } from '@onethread/contracts';
import type { CountryCode } from 'libphonenumber-js/max';
import type { BlockList } from '../keywords/block-list.ts';
import type { Keyword, Keywords } from '../keywords/keywords.ts';
import { canBeAnswered, displayed, readAddress } from '../numbers/phone-numbers.ts';
import { MalformedFormError } from './malformed-form.ts';

const OPTED_OUT_NOTICE = 'Opted out: replies are refused until they write START.';
const OPTED_IN_NOTICE = 'Opted in: replies are possible again.';
const NO_ANSWER = 'The sender is a name, not a number: it cannot be answered.';
const MAX_NAME = 200;

/** One whole message of a person, as its provider brought it. */
export interface ArrivedSms {
  readonly from: string;
  readonly to: string;
  readonly providerMessageId: string;
  readonly text: string;
  /** When the provider says that it was written (epoch ms). */
  readonly providerTime?: number;
  readonly profileName?: string | undefined;
  /** Twilio's own reading of a keyword. */
  readonly optOutType?: string | undefined;
  /** What an agent should know about it ("part 2 of 3 is missing"). */
  readonly notice?: string;
  /** Fetches what came along; asked once the message's id is known. */
  readonly files?: (entryId: EntryId) => Promise<readonly Part[]>;
  /** Whether the provider answers this keyword by itself. */
  readonly isAnswered?: (keyword: Keyword) => boolean;
}

export interface IntakeParts {
  readonly host: ChannelHost;
  readonly defaultCountry: CountryCode;
  readonly keywords: Keywords;
  readonly blockList: BlockList;
  /** Sends what the settings answer to a keyword; durable when it resolves. */
  readonly answer: (identity: IdentityRef, cause: EntryId, text: string) => Promise<void>;
}

/** Where messages of all providers come together. */
export class Intake {
  readonly #parts: IntakeParts;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /**
   * Makes one message durable: its opt-out first, then the message, then what follows from it. The same message again
   * changes nothing. Throws `MalformedFormError`, or what makes the provider come again.
   */
  async take(arrived: ArrivedSms): Promise<void> {
    const { host, keywords, blockList } = this.#parts;
    const { identity, profile } = this.#person(arrived);
    const entryId = host.entryIdOf(identity.account, arrived.providerMessageId);
    const keyword = keywords.of(arrived.text, arrived.optOutType);
    const isStanding = keyword?.kind === 'stop' || keyword?.kind === 'start';
    if (isStanding) await blockList.set(identity, keyword.kind === 'stop', arrived.providerMessageId);
    const files = (await arrived.files?.(entryId)) ?? [];
    await this.#receive(arrived, identity, profile, keyword, files);
    if (isStanding) await this.#tellStanding(arrived, identity, profile, keyword);
    if (!canBeAnswered(identity.externalId)) await this.#tellNoAnswer(identity, profile);
    else if (keyword?.answer !== undefined && arrived.isAnswered?.(keyword) !== true)
      await this.#parts.answer(identity, entryId, keyword.answer);
  }

  #person({ from, to, profileName }: ArrivedSms): { readonly identity: IdentityRef; readonly profile: Profile } {
    const { host, defaultCountry } = this.#parts;
    const person = readAddress(from, defaultCountry);
    const ours = readAddress(to, defaultCountry);
    if (person === undefined || ours === undefined) throw new MalformedFormError('From or To is no address.');
    const profile = {
      address: displayed(person.value),
      ...(person.value.startsWith('+') ? { phone: person.value.slice(0, 40) } : {}),
      ...(profileName === undefined ? {} : { name: profileName.slice(0, MAX_NAME).toWellFormed() }),
    };
    return { identity: host.identity(ours.prefix + ours.value, person.value), profile };
  }

  async #receive(
    arrived: ArrivedSms,
    identity: IdentityRef,
    profile: Profile,
    keyword: Keyword | undefined,
    files: readonly Part[],
  ): Promise<void> {
    const { providerMessageId, providerTime, text } = arrived;
    const written: readonly Part[] = text === '' ? [] : [{ kind: 'text', text: text.toWellFormed() }];
    const parts = [...written, ...files];
    const notice = noticeOf(keyword) ?? arrived.notice;
    try {
      await this.#parts.host.receive([
        {
          type: 'message',
          identity,
          profile,
          providerMessageId,
          author: 'customer',
          parts: parts.length > 0 ? parts : [{ kind: 'unsupported', providerKind: 'empty message' }],
          // Nothing to answer: the law has said what follows.
          automatic: keyword?.kind === 'stop',
          ...(providerTime === undefined ? {} : { providerTime }),
          ...(notice === undefined ? {} : { notice }),
        },
      ]);
    } catch (error) {
      if (!(error instanceof InvalidInboundError)) throw error;
      throw new MalformedFormError('The message cannot be kept.', { cause: error });
    }
  }

  async #tellStanding(arrived: ArrivedSms, identity: IdentityRef, profile: Profile, keyword: Keyword): Promise<void> {
    const change =
      keyword.kind === 'stop'
        ? ({ standing: 'blocked', reason: 'opted-out' } as const)
        : ({ standing: 'open', reason: 'opted-in' } as const);
    await this.#parts.host.standing([{ identity, profile, changeId: arrived.providerMessageId, ...change }]);
  }

  /** Once per sender, however often it writes. */
  async #tellNoAnswer(identity: IdentityRef, profile: Profile): Promise<void> {
    const changeId = `named-sender:${identity.identityId}`;
    const change = { standing: 'blocked', reason: 'address-gone', text: NO_ANSWER, changeId } as const;
    await this.#parts.host.standing([{ identity, profile, ...change }]);
  }
}

function noticeOf(keyword: Keyword | undefined): string | undefined {
  if (keyword?.kind === 'stop') return OPTED_OUT_NOTICE;
  return keyword?.kind === 'start' ? OPTED_IN_NOTICE : undefined;
}
