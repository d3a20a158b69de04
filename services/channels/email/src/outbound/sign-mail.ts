import { pipeline } from 'node:stream';
import type { Transporter } from 'nodemailer';
import type { DkimKey } from './dkim-keys.ts';

/** What a signature covers: whatever says who wrote what to whom, and what programs act upon (RFC 6376, 5.4; RFC 8058). */
const SIGNED_FIELDS = [
  'From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:In-Reply-To:References:MIME-Version:Content-Type',
  'Content-Transfer-Encoding:Auto-Submitted:List-Unsubscribe:List-Unsubscribe-Post',
].join(':');

/** A mail that is given to the transport: whose keys it is signed with. */
export interface MailToSign {
  readonly dkimKeys: readonly DkimKey[];
}

/** Signs what a transport sends (DKIM, RFC 6376 and 8463) by each of the mail's keys: its own signer knows RSA alone. */
export function signMails(transport: Pick<Transporter, 'use'>): void {
  transport.use('stream', (mail, done) => {
    const { dkimKeys = [] } = mail.data as Partial<MailToSign>;
    const signatureData = dkimKeys.map((key) => ({ ...key, headerList: SIGNED_FIELDS }));
    const [first] = signatureData;
    if (first === undefined) return done();
    const add = async () => {
      // Only where something is signed: the library is large.
      const { DkimSignStream } = await import('mailauth/lib/dkim/sign.js');
      const signer = () => new DkimSignStream({ ...first, signatureData });
      // What breaks one end breaks the other, which is read by the transport.
      mail.message.processFunc((input) => pipeline(input, signer(), noteNothing));
    };
    add().then(() => done(), done);
  });
}

function noteNothing(): void {}
