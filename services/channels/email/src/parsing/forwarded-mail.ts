import EmailForwardParser from 'email-forward-parser';
import { isMailAddress } from '../addresses.ts';

/** What is handed to the library at most: the header of what is forwarded stands near the beginning. */
const MOST_CHARACTERS = 20_000;
const MOST_LINES = 400;
const MOST_LINE_CHARACTERS = 300;
const MOST_NAME = 100;
const FORWARD = /^\s*(fwd?|fw|wg|tr|i|enc|rv|rvs|doorst|vs|vb|vl|pd|転送)\s*:/i;
const MARK =
  /^[ \t\u00a0>*_-]{0,80}(begin |anfang der |début du |inicio del |inizio del |início da )?(forwarded message|weitergeleiteten? (nachricht|e-mail)|message (transféré|réexpédié)|mensaje reenviado|messaggio inoltrato|mensagem (encaminhada|reencaminhada)|doorgestuurd bericht|vidarebefordra|videresendt|välitetty|przekazan|пересылаемое|пересланное|переслане|přeposlan|preposlan|továbbított|iletilen|proslijeđen|转发的邮件|転送されたメッセージ)/imu;

/** Who wrote what somebody forwards. A claim of whoever forwards it. */
export interface OriginalSender {
  readonly address: string;
  readonly name: string;
}

/** Mail programs' names for "forwarded", at the start of a subject: nothing of such a mail is a quote. */
export function isForward(subject: string): boolean {
  return FORWARD.test(subject);
}

/** Whether a mail forwards another one, by its subject or by the mark that mail programs put above it. */
export function isForwarding(subject: string, text: string): boolean {
  return isForward(subject) || MARK.test(text.slice(0, MOST_CHARACTERS));
}

/** Who wrote first, where mail programs say so in the text; undefined: nothing is forwarded, or nobody is named. */
export function originalSender(subject: string, text: string): OriginalSender | undefined {
  if (!isForwarding(subject, text)) return undefined;
  const lines = text.slice(0, MOST_CHARACTERS).split('\n').slice(0, MOST_LINES);
  const given = lines.map((line) => line.slice(0, MOST_LINE_CHARACTERS)).join('\n');
  const { forwarded, email } = new EmailForwardParser().read(
    given,
    // Another subject would be taken to say that nothing is forwarded.
    isForward(subject) ? subject : undefined,
  );
  return forwarded ? asSender(email.from.address, email.from.name) : undefined;
}

/** Undefined: that is no address. */
export function asSender(
  address: string | null | undefined,
  name: string | null | undefined,
): OriginalSender | undefined {
  const plain = (address ?? '').trim().toLowerCase();
  if (!isMailAddress(plain)) return undefined;
  return {
    address: plain,
    name: (name ?? '')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim()
      .slice(0, MOST_NAME)
      .toWellFormed(),
  };
}
