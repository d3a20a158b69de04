import type { Person } from '../../wire/model.ts';

/**
 * Numbers and mail domains lie in ranges that regulators keep free for fiction (+46 70 174 06 xx, 555-01xx, RFC 2606), so
 * that nobody real is ever written to, even if real accounts are configured later over the same data.
 */
export const SEEDED_PEOPLE: readonly Pick<Person, 'id' | 'name' | 'phone' | 'email'>[] = [
  {
    id: 'anna',
    name: 'Anna Lindqvist',
    phone: '+46701740605',
    email: 'anna@example.org',
  },
  {
    id: 'olek',
    name: 'Olek Nowak',
    phone: '+12025550142',
    email: 'olek@example.net',
  },
  {
    id: 'mira',
    name: 'Mira Haddad',
    phone: '+16465550190',
    email: 'mira@example.com',
  },
  {
    id: 'tom',
    name: 'Tom Whitfield',
    phone: '+61491570156',
    email: 'tom@example.org',
  },
];
