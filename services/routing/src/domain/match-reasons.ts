/** Why two may be one person; never enough to hold them for one. */
export const MATCH_REASONS = [
  'same-email-unverified',
  'same-phone-unverified',
  'same-name',
  'two-users',
  'code-by-unverified-mail',
] as const;
export type MatchReason = (typeof MATCH_REASONS)[number];

/** What an agent is told; `shared` is the address or name that both have, where there is one. */
export function reasonText(reason: MatchReason, shared: string | undefined): string {
  const named = shared === undefined ? '' : ` (${shared})`;
  switch (reason) {
    case 'same-email-unverified':
      return `Both gave the same mail address${named}, but not both have proved that it is theirs.`;
    case 'same-phone-unverified':
      return `Both gave the same phone number${named}, but not both have proved that it is theirs.`;
    case 'same-name':
      return `Both have the same name${named}, which hardly anybody else has.`;
    case 'two-users':
      return 'There is proof that both are one person, but each side is signed in as a different user of the app.';
    case 'code-by-unverified-mail':
      return 'The code of one came in a mail whose sender could not be verified.';
  }
}
