import type { Verdict } from '@onethread/channel-kit/contract';
import { createTransport } from 'nodemailer';

export interface RawMail {
  readonly port: number;
  readonly from?: string;
  readonly to?: string | readonly string[];
  readonly raw: string | Buffer;
}

/** Hands a mail over by SMTP, byte for byte, as a real client does. Resolves with the server's last word: '250 …'. */
export async function sendRaw({
  port,
  from = 'anna@example.org',
  to = 'support@localhost',
  raw,
}: RawMail): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  try {
    const bytes = typeof raw === 'string' ? raw.replaceAll(/\r?\n/g, '\r\n') : raw;
    const info = await transport.sendMail({ envelope: { from, to: [to].flat() }, raw: bytes });
    return info.response;
  } catch (error) {
    const { response } = error as { response?: string };
    if (response === undefined) throw error;
    return response;
  } finally {
    transport.close();
  }
}

export function verdictOf(response: string): Verdict {
  if (response.startsWith('250')) return 'accepted';
  if (response.startsWith('552')) return 'too-large';
  return response.startsWith('4') ? 'try-later' : 'malformed';
}
