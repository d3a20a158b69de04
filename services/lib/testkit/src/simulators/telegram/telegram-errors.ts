interface TelegramErrorRow {
  readonly status: number;
  readonly description: string;
  /** `parameters.retry_after`, s. */
  readonly retryAfterS?: number;
}

/** Refusals of the Bot API, in its own words, as far as writing to a person is concerned. */
export const TELEGRAM_ERRORS = {
  blocked: { status: 403, description: 'Forbidden: bot was blocked by the user' },
  deactivated: { status: 403, description: 'Forbidden: user is deactivated' },
  'not-started': { status: 403, description: "Forbidden: bot can't initiate conversation with a user" },
  forbidden: { status: 403, description: 'Forbidden: bots can’t send messages to bots' },
  'chat-not-found': { status: 400, description: 'Bad Request: chat not found' },
  'text-empty': { status: 400, description: 'Bad Request: message text is empty' },
  'text-too-long': { status: 400, description: 'Bad Request: message is too long' },
  'photo-dimensions': { status: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' },
  'file-too-big': { status: 400, description: 'Bad Request: file is too big' },
  'file-empty': { status: 400, description: 'Bad Request: file must be non-empty' },
  'wrong-file-id': { status: 400, description: 'Bad Request: wrong file_id or the file is temporarily unavailable' },
  'bad-webhook': { status: 400, description: 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook' },
  unauthorised: { status: 401, description: 'Unauthorized' },
  'no-such-bot': { status: 404, description: 'Not Found' },
  'too-large': { status: 413, description: 'Request Entity Too Large' },
  'rate-limited': { status: 429, description: 'Too Many Requests: retry after 3', retryAfterS: 3 },
  'server-fault': { status: 500, description: 'Internal Server Error' },
  'bad-gateway': { status: 502, description: 'Bad Gateway' },
} as const satisfies Record<string, TelegramErrorRow>;

export type TelegramErrorName = keyof typeof TELEGRAM_ERRORS;
export const TELEGRAM_ERROR_NAMES = Object.keys(TELEGRAM_ERRORS) as readonly TelegramErrorName[];

/** Thrown by the simulator's own checks; answered in Telegram's form. */
export class TelegramRefusal extends Error {
  readonly row: TelegramErrorRow;
  constructor(name: TelegramErrorName) {
    const row: TelegramErrorRow = TELEGRAM_ERRORS[name];
    super(row.description);
    this.row = row;
  }
}

export function telegramErrorBody({ status, description, retryAfterS }: TelegramErrorRow): object {
  const parameters = retryAfterS === undefined ? {} : { parameters: { retry_after: retryAfterS } };
  return { ok: false, error_code: status, description, ...parameters };
}
