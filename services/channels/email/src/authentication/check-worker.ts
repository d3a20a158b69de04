import { parentPort, workerData } from 'node:worker_threads';
import { checkMail } from './check-mail.ts';
import { unchecked, type CheckSettings, type MailToCheck, type SenderCheck } from './sender-check.ts';

export interface CheckOrder {
  readonly id: number;
  readonly mail: MailToCheck;
}

export interface CheckAnswer {
  readonly id: number;
  readonly check: SenderCheck;
}

const settings = workerData as CheckSettings;

// Many at once: most of the time they wait for DNS.
parentPort?.on('message', ({ id, mail }: CheckOrder) => {
  void checkMail(mail, settings)
    .catch(() => unchecked('temperror'))
    .then((check) => {
      const answer: CheckAnswer = { id, check };
      parentPort?.postMessage(answer, []);
    });
});
