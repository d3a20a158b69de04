import { outboundMessage, textPart, waitFor } from '@onethread/testkit';
import { openMailStage, type MailStage } from './mail-stage.ts';

export const ANNA = 'anna@example.org';
export const SUPPORT = 'support@localhost';
/** Where the world would find the page; tests take what stands behind it to the stage's own port. */
export const WORLD = 'https://help.example.org/webhooks/email/unsubscribe';
/** On a machine that is busy with other things. */
const PATIENCE_MS = 30_000;

type Over = Partial<Parameters<typeof outboundMessage>[0]> & { readonly to?: string };

/** A mail stage whose copies have links, and what to do with them. */
export interface CopiesStage {
  readonly mail: MailStage;
  /** A copy of what was answered elsewhere; a plain answer with `copyOf: undefined`. */
  readonly send: (entryId: string, over?: Over) => Promise<void>;
  /** The mail that a reply became. */
  readonly received: (entryId: string, to?: string) => ReturnType<MailStage['world']['waitForMail']>;
  /** Waits for the reply's word: `sent`, or the code of its failure. */
  readonly told: (entryId: string) => Promise<string>;
  /** The page behind a link, at the stage's own port. */
  readonly page: (link: string) => string;
  /** What was told of whom may be written to how, oldest first. */
  readonly standings: () => Promise<readonly (readonly [string, string, string])[]>;
}

export function copiesOf(mail: MailStage): CopiesStage {
  return {
    mail,
    async send(entryId, { to = ANNA, ...over } = {}) {
      const identity = mail.life.host.identity(SUPPORT, to);
      const copy = { automatic: true, copyOf: 'r_elsewhere' };
      const words = { agentName: 'Mia', parts: [textPart('It is on its way.')] };
      await mail.stage.reply(outboundMessage({ entryId, identity, ...copy, ...words, ...over }));
    },
    received: (entryId, to = ANNA) =>
      mail.world.waitForMail(to, ({ messageId }) => messageId.startsWith(`${entryId}.`), { withinMs: PATIENCE_MS }),
    async told(entryId) {
      return await waitFor(
        async () => {
          const statuses = await mail.stage.statuses(entryId);
          const last = statuses.find(({ status }) => status === 'sent' || status === 'failed');
          return last?.status === 'failed' ? last.reason?.code : last?.status;
        },
        { describe: `the word on ${entryId}`, withinMs: PATIENCE_MS },
      );
    },
    page: (link) => link.replace(WORLD, `${mail.stage.http.publicUrl}/webhooks/email/unsubscribe`),
    async standings() {
      return (await mail.stage.received()).flatMap((record) =>
        record.type === 'standing' ? [[record.standing, record.reason, record.identity.externalId] as const] : [],
      );
    },
  };
}

/** The URL that a mail's program calls. */
export function linkOf({ headers }: { readonly headers: ReadonlyMap<string, string> }): string {
  return /^<(https:[^>]+)>/.exec(headers.get('list-unsubscribe') ?? '')?.[1] ?? '';
}

/** As a mail program does at the press of its button (RFC 8058): urlencoded, or multipart. */
export async function pressOneClick(url: string, form: 'urlencoded' | 'multipart' = 'urlencoded'): Promise<Response> {
  const body = form === 'multipart' ? new FormData() : new URLSearchParams();
  body.append('List-Unsubscribe', 'One-Click');
  return await fetch(url, { method: 'POST', body });
}

export async function playCopies(
  run: (copies: CopiesStage) => Promise<void>,
  over: Parameters<typeof openMailStage>[0] = {},
): Promise<void> {
  await using mail = await openMailStage({ unsubscribeUrl: WORLD, ...over });
  await run(copiesOf(mail));
}
