import { randomBytes } from 'node:crypto';

interface WhatsappErrorRow {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly details?: string;
}

/** The Cloud API's error table, as far as sending is concerned. */
export const WHATSAPP_ERRORS = {
  'outside-window': row(
    400,
    131047,
    'Re-engagement message',
    'More than 24 hours have passed since the customer last replied',
  ),
  undeliverable: row(400, 131026, 'Message undeliverable', 'Unable to deliver the message'),
  'marketing-cap': row(400, 131049, 'Meta chose not to deliver'),
  'opted-out': row(400, 131050, 'User has stopped marketing messages'),
  'rate-number': row(429, 130429, 'Rate limit hit'),
  'rate-pair': row(400, 131056, '(Business Account, Consumer Account) pair rate limit hit'),
  'rate-spam': row(400, 131048, 'Spam rate limit hit'),
  'rate-app': row(400, 4, 'API Too Many Calls'),
  'rate-account': row(400, 80007, 'Rate limit issues'),
  'rate-registering': row(400, 133016, 'Account register deregister rate limit exceeded'),
  'media-upload': row(400, 131053, 'Media upload error'),
  'media-download': row(400, 131052, 'Media download error'),
  'something-wrong': row(500, 131000, 'Something went wrong'),
  unavailable: row(503, 131016, 'Service unavailable'),
  maintenance: row(400, 131057, 'Account in maintenance mode'),
  'token-invalid': row(401, 190, 'Invalid OAuth access token.'),
  'token-missing': row(401, 0, 'AuthException'),
  'permission-missing': row(403, 10, 'Permission Denied'),
  'account-locked': row(403, 131031, 'Account has been locked'),
  'payment-missing': row(400, 131042, 'Business eligibility payment issue'),
  'number-unregistered': row(400, 133010, 'Phone number not registered'),
  'template-missing': row(404, 132001, 'Template name does not exist in the translation'),
  'template-paused': row(400, 132015, 'Template is paused'),
  'invalid-parameter': row(400, 100, 'Invalid parameter'),
} as const satisfies Record<string, WhatsappErrorRow>;

export type WhatsappErrorName = keyof typeof WHATSAPP_ERRORS;

/** Rows of the table that a test can walk through. */
export const WHATSAPP_ERROR_NAMES = Object.keys(WHATSAPP_ERRORS) as readonly WhatsappErrorName[];

function row(status: number, code: number, message: string, details?: string): WhatsappErrorRow {
  return { status, code, message, ...(details === undefined ? {} : { details }) };
}

/** Thrown by the simulator's own checks; answered in Graph's form. */
export class WhatsappRefusal extends Error {
  readonly row: WhatsappErrorRow;
  constructor(name: WhatsappErrorName, details?: string) {
    const found: WhatsappErrorRow = WHATSAPP_ERRORS[name];
    super(found.message);
    this.row = details === undefined ? found : { ...found, details };
  }
}

export function whatsappErrorBody({ code, message, details }: WhatsappErrorRow): object {
  return {
    error: {
      message: `(#${code}) ${message}`,
      type: 'OAuthException',
      code,
      error_data: { messaging_product: 'whatsapp', ...(details === undefined ? {} : { details }) },
      fbtrace_id: `A${randomBytes(12).toString('base64url')}`,
    },
  };
}
