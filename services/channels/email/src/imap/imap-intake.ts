import { randomUUID } from 'node:crypto';
import type { ChannelHost } from '@onethread/channel-kit';
import { gauge } from '@onethread/runtime';
import type { ArrivedMail } from '../inbound/arrived-mail.ts';
import type { MailRemains } from '../inbound/receive-remains.ts';
import { AccessTokens } from './access-tokens.ts';
import { MailboxPlaces } from './mailbox-places.ts';
import { MailboxReader, type ReadingState } from './mailbox-reader.ts';
import type { ImapMailbox } from './mailbox-settings.ts';
import { READING_TIMES, type ReadingTimes } from './reading-times.ts';

const STATES: readonly ReadingState[] = ['connecting', 'reading', 'elsewhere', 'failing', 'needs-reauthorisation'];

export interface ImapIntakeOptions {
  readonly host: ChannelHost;
  readonly mailboxes: readonly ImapMailbox[];
  /** See `EMAIL_IMAP_FIRST_DAYS`. */
  readonly firstDays: number;
  readonly isBounceAddress: (address: string) => boolean;
  readonly receive: (mail: ArrivedMail) => Promise<void>;
  readonly receiveRemains: (remains: MailRemains) => Promise<void>;
  /** Other waits than `READING_TIMES`. */
  readonly times?: Partial<ReadingTimes> | undefined;
}

interface Standing {
  readonly state: ReadingState;
  readonly code?: string | undefined;
}

/** A reader for each mailbox, and what operators are told of them: states in metrics, trouble in readiness. */
export class ImapIntake {
  readonly #standings = new Map<string, Standing>();
  readonly #countStates: () => void;
  #readers: readonly MailboxReader[] = [];

  private constructor(host: ChannelHost) {
    const states = gauge(host.metrics, {
      name: 'onethread_email_imap_mailboxes',
      help: 'Mailboxes that are read by IMAP, by what becomes of it',
      labels: ['state'],
    });
    this.#countStates = () => {
      const now = [...this.#standings.values()].map(({ state }) => state);
      for (const state of STATES) states.set({ state }, now.filter((one) => one === state).length);
    };
  }

  /** Begins to read; mailboxes that cannot be reached keep nobody waiting. */
  static async start(options: ImapIntakeOptions): Promise<ImapIntake> {
    const { host, mailboxes, firstDays, isBounceAddress, receive, receiveRemains } = options;
    const taking = { isBounceAddress, receive, receiveRemains };
    const intake = new ImapIntake(host);
    const places = await MailboxPlaces.open(host.documents);
    const times = { ...READING_TIMES, ...options.times };
    const terms = { holder: randomUUID(), leaseMs: times.leaseMs, now: host.now, firstDays };
    const readers: MailboxReader[] = [];
    for (const [index, mailbox] of mailboxes.entries()) {
      // Addresses and users are people's or ours: logs name a mailbox by its server and place in the setting.
      const name = `${mailbox.host} (${index + 1})`;
      const logger = host.logger.child({ mailbox: name });
      const tokens =
        mailbox.oauth === undefined ? undefined : await AccessTokens.open(mailbox.oauth, host.documents, host.now);
      const onState = (state: ReadingState, code?: string) => {
        if (intake.#standings.get(name)?.state !== state) {
          if (state === 'needs-reauthorisation') logger.error({ code }, 'the server refuses the mailbox’s credentials');
          else if (state === 'reading') logger.info('the mailbox is read');
        }
        intake.#standings.set(name, { state, code });
        intake.#countStates();
      };
      onState('connecting');
      const refused = host.refused.bind(host);
      readers.push(new MailboxReader({ ...taking, mailbox, places, terms, tokens, times, refused, onState, logger }));
    }
    host.addHealthCheck({ name: 'channel-email-imap', advisory: true, check: () => intake.#trouble() });
    intake.#readers = readers;
    for (const reader of readers) reader.start();
    return intake;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#readers.map((reader) => reader.stop()));
  }

  #trouble(): string | undefined {
    const faults = [...this.#standings].flatMap(([name, { state, code }]) => {
      if (state === 'needs-reauthorisation') return [`${name} needs re-authorisation (${code})`];
      return state === 'failing' ? [`${name} cannot be read (${code})`] : [];
    });
    return faults.length === 0 ? undefined : faults.join(', ');
  }
}
