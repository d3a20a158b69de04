import type { Person } from '../../wire/model.ts';

/**
 * Numbers and mail domains lie in ranges that regulators keep free for fiction (+46 70 174 06 xx, 555-01xx, RFC 2606), so
 * that nobody real is ever written to, even if real accounts are configured later over the same data.
 */
export const SEEDED_PEOPLE: readonly Person[] = [
  {
    id: 'anna',
    name: 'Anna Lindqvist',
    phone: '+46701740605',
    psid: '7281904411230605',
    email: 'anna@example.org',
    phoneIsOn: true,
  },
  {
    id: 'olek',
    name: 'Olek Nowak',
    phone: '+12025550142',
    psid: '5530187266410142',
    email: 'olek@example.net',
    phoneIsOn: true,
  },
  {
    id: 'mira',
    name: 'Mira Haddad',
    phone: '+16465550190',
    psid: '6104471983270190',
    email: 'mira@example.com',
    phoneIsOn: true,
  },
  {
    id: 'tom',
    name: 'Tom Whitfield',
    phone: '+61491570156',
    psid: '4419926037520156',
    email: 'tom@example.org',
    phoneIsOn: true,
  },
];

/** The number that customers write SMS to. */
export const OUR_NUMBER = '+12125550123';
