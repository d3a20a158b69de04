import { parentPort } from 'node:worker_threads';
import { parseMail } from './parse-mail.ts';
import type { MailToParse, ParsedMail } from './parsed-mail.ts';

export interface ParseAnswer {
  readonly parsed?: ParsedMail;
  readonly failure?: string;
}

// One mail at a time: whoever posts waits for the answer.
parentPort?.on('message', (mail: MailToParse) => {
  void parseMail(mail).then(
    (parsed) => {
      const answer: ParseAnswer = { parsed };
      parentPort?.postMessage(answer, [
        ...new Set(parsed.attachments.map(({ content }) => content.buffer as ArrayBuffer)),
      ]);
    },
    (error: unknown) => {
      const answer: ParseAnswer = { failure: error instanceof Error ? error.name : 'error' };
      parentPort?.postMessage(answer, []);
    },
  );
});
