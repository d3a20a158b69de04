import { useState } from 'preact/hooks';
import type { ShownMessage } from '../../../wire/model.ts';
import { FileTile } from '../conversation/shown-file.tsx';
import { clockTime } from '../ui/format.ts';
import { Icon } from '../ui/icons.tsx';
import { Switch } from '../ui/switch.tsx';

interface OpenMailProps {
  readonly mail: ShownMessage;
  readonly ourEmail: string;
  readonly onBack: () => void;
  readonly onReply: () => void;
}

/** One mail. Its formatted body is a page of its own, which can run nothing and fetch nothing. */
export function OpenMail({ mail, ourEmail, onBack, onReply }: OpenMailProps) {
  const [isPlain, setIsPlain] = useState(false);
  const isMine = mail.direction === 'from-customer';
  const { htmlUrl } = mail;
  return (
    <article class="open-mail" aria-label={mail.subject ?? 'Mail'}>
      <header>
        <div class="mail-tools">
          <button type="button" class="icon-button back" aria-label="Back to the list" onClick={onBack}>
            <Icon name="back" />
          </button>
          {htmlUrl !== undefined && <Switch label="Plain text" isOn={isPlain} onChange={(isOn) => setIsPlain(isOn)} />}
          {!isMine && (
            <button type="button" class="button strong" onClick={onReply}>
              <Icon name="reply" />
              Reply
            </button>
          )}
        </div>
        <h3>{mail.subject === '' ? '(no subject)' : mail.subject}</h3>
        <p class="hint">
          {isMine ? `To ${ourEmail}` : `From ${ourEmail}`} · {clockTime(mail.at)}
        </p>
      </header>
      {htmlUrl !== undefined && !isPlain ? (
        <iframe class="mail-body" title="Text of the mail" sandbox="" src={htmlUrl} />
      ) : (
        <section class="mail-body" aria-label="Text of the mail" tabIndex={0}>
          <pre>{mail.text}</pre>
        </section>
      )}
      {mail.files.length > 0 && (
        <div class="mail-files">
          {mail.files.map((file) => (
            <FileTile key={file.url} file={file} />
          ))}
        </div>
      )}
    </article>
  );
}
