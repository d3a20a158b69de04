import { randomBytes } from 'node:crypto';

interface GraphErrorRow {
  readonly status: number;
  readonly code: number;
  readonly subcode?: number;
  readonly type: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The Graph API's error table, as far as the Send API is concerned. */
export const GRAPH_ERRORS = {
  'outside-window': row(400, 10, 'This message is sent outside of allowed window.', 2018278),
  'outside-window-old': row(400, 10, 'This message is sent outside of allowed window.', 2018065),
  'thread-controlled-elsewhere': row(
    400,
    10,
    'Message failed to send because another app is controlling this thread now.',
    2018300,
  ),
  'page-restricted': row(400, 10, 'This Page is restricted from sending messages for a time.', 1893063),
  'permission-missing': row(403, 10, 'Application does not have permission for this action'),
  'person-unavailable': row(400, 551, "This person isn't available right now.", 1545041),
  'person-unavailable-bare': row(400, 551, "This person isn't available right now."),
  'rate-calls': row(400, 613, 'Calls to this API have exceeded the rate limit.'),
  'rate-app': row(400, 4, 'Application request limit reached'),
  'rate-page': row(400, 32, 'Page request limit reached'),
  'rate-messenger': {
    ...row(400, 80006, 'There have been too many calls to this Messenger account.'),
    headers: {
      'x-business-use-case-usage': JSON.stringify({
        '1': [
          { type: 'messenger', call_count: 100, total_cputime: 10, total_time: 10, estimated_time_to_regain_access: 2 },
        ],
      }),
    },
  },
  'rate-http': row(429, 4, 'Application request limit reached'),
  'token-invalid': row(401, 190, 'Invalid OAuth access token.'),
  'no-such-user': row(400, 100, 'No matching user found', 2018001),
  'invalid-parameter': row(400, 100, 'Invalid parameter'),
  'temporary-send': row(500, 1200, 'Temporary send message failure. Please try again later.'),
  'temporary-service': row(500, 2, 'An unexpected error has occurred. Please retry your request later.'),
  'server-fault': { ...row(503, 1, 'An unknown error occurred'), type: 'FacebookApiException' },
} as const satisfies Record<string, GraphErrorRow>;

export type GraphErrorName = keyof typeof GRAPH_ERRORS;

function row(status: number, code: number, message: string, subcode?: number): GraphErrorRow {
  return { status, code, type: 'OAuthException', message, ...(subcode === undefined ? {} : { subcode }) };
}

/** Thrown by the simulator's own checks; answered in Graph's form. */
export class GraphRefusal extends Error {
  readonly row: GraphErrorRow;
  constructor(name: GraphErrorName, message?: string) {
    const found: GraphErrorRow = GRAPH_ERRORS[name];
    super(message ?? found.message);
    this.row = { ...found, message: this.message };
  }
}

export function graphErrorBody({ code, subcode, type, message }: GraphErrorRow): object {
  return {
    error: {
      message: `(#${code}) ${message}`,
      type,
      code,
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      fbtrace_id: `A${randomBytes(12).toString('base64url')}`,
    },
  };
}
