/** command_status values of a message centre, as far as submits are concerned (SMPP 3.4, 5.1.3). */
export const CENTRE_ERRORS = {
  'message-too-long': 0x01,
  'not-bound': 0x04,
  'system-error': 0x08,
  'invalid-source': 0x0a,
  'invalid-destination': 0x0b,
  'queue-full': 0x14,
  'submit-failed': 0x45,
  throttled: 0x58,
  'temporary-fault': 0x64,
  'permanent-fault': 0x65,
  prohibited: 0x101,
  'unknown-to-us': 0x4ff,
} as const;

export type CentreErrorName = keyof typeof CENTRE_ERRORS;
export const CENTRE_ERROR_NAMES = Object.keys(CENTRE_ERRORS) as readonly CentreErrorName[];
