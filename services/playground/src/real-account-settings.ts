/** Settings of real accounts at the providers: as soon as one of them is given, the playground stays off. */
export const REAL_ACCOUNT_SETTINGS = [
  'MESSENGER_APP_SECRET',
  'MESSENGER_PAGE_ACCESS_TOKEN',
  'MESSENGER_PAGES',
  'TWILIO_ACCOUNT_SID',
  'TWILIO_AUTH_TOKEN',
  'VONAGE_API_KEY',
  'SMPP_URL',
  'EMAIL_RELAY_URL',
] as const;
