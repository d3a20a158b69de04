interface VonageErrorRow {
  /** HTTP status; 200 carries `status` in the body. */
  readonly http: number;
  readonly status: string;
  readonly text: string;
}

/** `status` of the SMS API and what its front answers itself. */
export const VONAGE_ERRORS = {
  throttled: { http: 200, status: '1', text: 'Throughput Rate Exceeded - please wait [ 250 ] and retry' },
  'missing-parameter': { http: 200, status: '2', text: 'Missing to param' },
  'invalid-parameter': { http: 200, status: '3', text: 'Invalid to param' },
  'invalid-credentials': { http: 200, status: '4', text: 'Bad Credentials' },
  'internal-error': { http: 200, status: '5', text: 'Internal Error' },
  'invalid-message': { http: 200, status: '6', text: 'Unroutable message - rejected' },
  'number-barred': { http: 200, status: '7', text: 'Number barred' },
  'account-barred': { http: 200, status: '8', text: 'Partner account barred' },
  'no-credit': { http: 200, status: '9', text: 'Quota Exceeded - rejected' },
  'too-many-binds': { http: 200, status: '10', text: 'Too Many Existing Binds' },
  'not-enabled': { http: 200, status: '11', text: 'Account not enabled for HTTP' },
  'message-too-long': { http: 200, status: '12', text: 'Message too long' },
  'invalid-signature': { http: 200, status: '14', text: 'Invalid Signature' },
  'invalid-sender': { http: 200, status: '15', text: 'Illegal Sender Address - rejected' },
  'not-whitelisted': { http: 200, status: '29', text: 'Non White-listed Destination - rejected' },
  'number-deactivated': { http: 200, status: '33', text: 'Number De-activated' },
  'rate-limited': { http: 429, status: '', text: 'Too Many Requests' },
  unauthorised: { http: 401, status: '', text: 'Unauthorized' },
  unavailable: { http: 503, status: '', text: 'Service Unavailable' },
} as const satisfies Record<string, VonageErrorRow>;

export type VonageErrorName = keyof typeof VONAGE_ERRORS;
export const VONAGE_ERROR_NAMES = Object.keys(VONAGE_ERRORS) as readonly VonageErrorName[];
