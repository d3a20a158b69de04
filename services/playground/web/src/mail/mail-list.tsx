import type { ShownMessage } from '../../../wire/model.ts';
import { stateWords } from '../state/conversations.ts';
import { shortTime } from '../ui/format.ts';
import { useClock } from '../ui/use-clock.ts';

/** When a time of today becomes a day. */
const CLOCK_STEP_MS = 60_000;

interface MailListProps {
  readonly owner: string;
  /** Newest first. */
  readonly mails: readonly ShownMessage[];
  readonly openedId: string | undefined;
  readonly onOpen: (id: string) => void;
}

export function MailList({ owner, mails, openedId, onOpen }: MailListProps) {
  const now = useClock(CLOCK_STEP_MS);
  return (
    <nav class="mail-list" aria-label={`Mails of ${owner}`}>
      <p class="peer">{owner}</p>
      {mails.length === 0 && <p class="empty-line">No mails yet</p>}
      <ul>
        {mails.map((mail) => (
          <li key={mail.id}>
            <button
              type="button"
              class="mail-row"
              aria-current={mail.id === openedId ? 'true' : undefined}
              onClick={() => onOpen(mail.id)}
            >
              <span class="mail-who">{mail.direction === 'from-customer' ? 'To Onethread' : 'From Onethread'}</span>
              <time>{shortTime(mail.at, now)}</time>
              <span class="mail-subject">{mail.subject === '' ? '(no subject)' : mail.subject}</span>
              <small class={mail.state === 'given-up' ? 'bad' : ''}>{stateWords(mail)}</small>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
