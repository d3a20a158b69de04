interface PushErrorRow {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What push services answer (RFC 8030), as far as senders tell it apart. */
export const PUSH_ERRORS = {
  malformed: { status: 400 },
  'not-authenticated': { status: 401 },
  'wrong-key': { status: 403 },
  'not-found': { status: 404 },
  gone: { status: 410 },
  'too-large': { status: 413 },
  'rate-limited': { status: 429, headers: { 'retry-after': '120' } },
  'server-fault': { status: 500 },
  unavailable: { status: 503, headers: { 'retry-after': '30' } },
  moved: { status: 307, headers: { location: '/elsewhere' } },
} as const satisfies Record<string, PushErrorRow>;

export type PushErrorName = keyof typeof PUSH_ERRORS;
export const PUSH_ERROR_NAMES = Object.keys(PUSH_ERRORS) as readonly PushErrorName[];
