import { callProvider, type FormBody } from '@onethread/channel-kit';
import { z } from 'zod';
import type { Bot } from './bots.ts';

export type CallBody = Readonly<Record<string, unknown>> | { readonly form: FormBody };

/** What became of one call of the Bot API. */
export type BotAnswer =
  | { readonly kind: 'ok'; readonly result: unknown }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Surely not carried out. */
  | { readonly kind: 'not-sent' }
  /** It may have been carried out. */
  | { readonly kind: 'no-answer'; readonly code: string };

export interface Refusal {
  /** `error_code`, else the status of the answer. */
  readonly code: number;
  readonly description: string;
  /** `parameters.retry_after`, s. */
  readonly retryAfterS?: number | undefined;
}

const okSchema = z.object({ ok: z.literal(true), result: z.unknown() });
const refusalSchema = z.object({
  error_code: z.number().int().optional().catch(undefined),
  description: z.string().optional().catch(undefined),
  parameters: z
    .object({ retry_after: z.number().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** The Bot API as any of our bots. Its addresses hold the token, so they are never logged nor told to anybody. */
export class BotApi {
  readonly #origin: string;

  constructor(apiUrl: string) {
    this.#origin = apiUrl.replace(/\/+$/, '');
  }

  /** Never throws. */
  async call(bot: Bot, method: string, body: CallBody, signal: AbortSignal): Promise<BotAnswer> {
    const form = 'form' in body ? (body.form as FormBody) : undefined;
    const answer = await callProvider({
      url: new URL(`${this.#origin}/bot${bot.token}/${method}`),
      method: 'POST',
      headers: { 'content-type': form?.contentType ?? 'application/json' },
      body: form === undefined ? JSON.stringify(body) : form.body,
      signal,
    });
    if (answer.kind === 'not-sent') return { kind: 'not-sent' };
    if (answer.kind === 'no-answer') return { kind: 'no-answer', code: answer.code };
    const decoded = decode(answer.body);
    const ok = okSchema.safeParse(decoded);
    if (ok.success && answer.status === 200) return { kind: 'ok', result: ok.data.result };
    if (answer.status === 200) return { kind: 'no-answer', code: 'unreadable-answer' };
    const told = refusalSchema.safeParse(decoded).data;
    return {
      kind: 'refused',
      refusal: {
        code: told?.error_code ?? answer.status,
        description: (told?.description ?? `Telegram answered with status ${answer.status}.`).slice(0, 1000),
        retryAfterS: told?.parameters?.retry_after ?? (Number(answer.headers['retry-after']) || undefined),
      },
    };
  }

  /** Where a file of `getFile` lies; undefined where its path leads elsewhere. */
  fileAddress(bot: Bot, filePath: string): string | undefined {
    const folder = `${this.#origin}/file/bot${bot.token}/`;
    if (!URL.canParse(folder + filePath)) return undefined;
    const { href } = new URL(folder + filePath);
    return href.startsWith(new URL(folder).href) ? href : undefined;
  }

  isOwn(url: URL): boolean {
    return url.origin === new URL(this.#origin).origin;
  }
}

function decode(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
