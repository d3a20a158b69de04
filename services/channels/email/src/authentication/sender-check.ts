/** Words of RFC 8601 for what a check found. */
export const VERDICTS = ['pass', 'fail', 'softfail', 'neutral', 'none', 'policy', 'temperror', 'permerror'] as const;
export type Verdict = (typeof VERDICTS)[number];

export function asVerdict(word: string | undefined): Verdict {
  return VERDICTS.find((verdict) => verdict === word) ?? 'none';
}

/** Of several signatures one that passes is enough. */
export function bestOf(verdicts: readonly Verdict[]): Verdict {
  const order: readonly Verdict[] = ['pass', 'temperror', 'fail', 'policy', 'permerror', 'neutral'];
  return order.find((verdict) => verdicts.includes(verdict)) ?? 'none';
}

/** Who is at the other end of the SMTP connection. */
export interface MailPeer {
  /** Its address as the socket has it. */
  readonly address: string;
  /** What it called itself. */
  readonly helo: string;
}

/** What is checked. Crosses into the worker thread: plain data only. */
export interface MailToCheck {
  readonly raw: Uint8Array;
  /** Envelope sender; '' is the null sender. */
  readonly sender: string;
  /** Undefined: it did not come by SMTP. */
  readonly peer: MailPeer | undefined;
  readonly mailboxes: readonly string[];
  /** Instead of the front server's name in the settings, where another server took this mail. */
  readonly authservId?: string;
  /** Put together again from parts: its signatures are broken, which says nothing of who wrote it. */
  readonly isRebuilt?: boolean;
}

/** How mails are checked; the same for all. */
export interface CheckSettings {
  /** `results`: only the word of a front server counts; `full`: what it does not say is checked here. */
  readonly mode: 'results' | 'full';
  /** The front server's name in Authentication-Results (RFC 8601), lower case; '': no such header counts. */
  readonly authservId: string;
  /** Addresses and networks whose Received and Authentication-Results are believed; none: see `trustedFields`. */
  readonly relays: readonly string[];
  /** Domains whose ARC seal is believed. */
  readonly arcSealers: readonly string[];
  /** `address` or `address:port`; none: the system's. */
  readonly dnsServers: readonly string[];
}

/** What is known about who wrote a mail. Plain data: it comes back from the worker thread. */
export interface SenderCheck {
  readonly by: 'ourselves' | 'front-server';
  /** The only address of the only From; undefined where there is none, or more than one. */
  readonly from: string | undefined;
  /** More than one From, or more than one address in it. */
  readonly hasSeveralAuthors: boolean;
  /** `permerror`: cannot be evaluated, since there is not exactly one domain. */
  readonly dmarc: Verdict;
  readonly spf: Verdict;
  readonly dkim: Verdict;
  /** A forwarder that is believed and says that DMARC passed before it forwarded the mail. */
  readonly vouchedBy: string | undefined;
  /** A mailing list or forwarder had its hands in it: the From may be one that it made. */
  readonly isRelayed: boolean;
  /**
   * The words are the sender's and meant for us: straight from its servers, or all of the body, From, To and Subject signed
   * by its domain and a mailbox of ours named in it. Else it may be a signed mail to somebody else that is sent again.
   */
  readonly isForUs: boolean;
}

/** A check that told nothing: switched off by what it found, or not finished. */
export function unchecked(verdict: 'none' | 'temperror', by: SenderCheck['by'] = 'ourselves'): SenderCheck {
  return {
    by,
    from: undefined,
    hasSeveralAuthors: false,
    dmarc: verdict,
    spf: verdict,
    dkim: verdict,
    vouchedBy: undefined,
    isRelayed: false,
    isForUs: false,
  };
}
