interface TwilioErrorRow {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Twilio's error table, as far as messages are concerned. */
export const TWILIO_ERRORS = {
  'opted-out': { status: 400, code: 21610, message: 'Attempt to send to unsubscribed recipient' },
  'invalid-to': { status: 400, code: 21211, message: "Invalid 'To' Phone Number" },
  'invalid-from': {
    status: 400,
    code: 21606,
    message: "The 'From' phone number is not a valid, message-capable number",
  },
  'from-missing': { status: 400, code: 21603, message: "A 'From' phone number is required." },
  'to-missing': { status: 400, code: 21604, message: "A 'To' phone number is required." },
  'body-missing': { status: 400, code: 21602, message: 'Message body is required.' },
  'body-too-long': {
    status: 400,
    code: 21617,
    message: 'The concatenated message body exceeds the 1600 character limit',
  },
  'too-many-media': { status: 400, code: 21623, message: 'Number of media files exceeds allowed limit' },
  'invalid-callback': { status: 400, code: 21609, message: "The 'StatusCallback' URL is not a valid URL" },
  'queue-full': {
    status: 400,
    code: 21611,
    message: "This 'From' number has exceeded the maximum number of queued messages",
  },
  'rate-limited': { status: 429, code: 20429, message: 'Too Many Requests', headers: { 'retry-after': '1' } },
  'not-authenticated': { status: 401, code: 20003, message: 'Authenticate' },
  'account-suspended': { status: 403, code: 20005, message: 'Account not active' },
  'not-found': { status: 404, code: 20404, message: 'The requested resource was not found' },
  'server-fault': { status: 500, code: 20500, message: 'Internal Server Error' },
  unavailable: { status: 503, code: 20503, message: 'Service Unavailable' },
} as const satisfies Record<string, TwilioErrorRow>;

export type TwilioErrorName = keyof typeof TWILIO_ERRORS;
export const TWILIO_ERROR_NAMES = Object.keys(TWILIO_ERRORS) as readonly TwilioErrorName[];

/** Thrown by the simulator's own checks; answered in Twilio's form. */
export class TwilioRefusal extends Error {
  readonly row: TwilioErrorRow;
  constructor(name: TwilioErrorName) {
    const row: TwilioErrorRow = TWILIO_ERRORS[name];
    super(row.message);
    this.row = row;
  }
}

export function twilioErrorBody({ code, message, status }: TwilioErrorRow): object {
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
}
