import { MAX_PEOPLE } from '../../wire/frames.ts';
import type { Person } from '../../wire/model.ts';
import { PROVIDERS } from '../providers/list.ts';
import type { Human } from '../providers/provider.ts';
import { RefusedActError } from '../refused-act-error.ts';
import { SEEDED_PEOPLE } from './seeded-people.ts';

/** Area codes whose 555-01xx numbers are free for fiction. */
const AREAS = ['202', '212', '312', '415', '512', '617', '646', '718'] as const;

/** Everybody that can be played. */
export class People {
  readonly #people = new Map<string, Person>(SEEDED_PEOPLE.map((human) => [human.id, seated(human)]));
  readonly #changed: (person: Person) => void;

  constructor(changed: (person: Person) => void) {
    this.#changed = changed;
  }

  list(): readonly Person[] {
    return [...this.#people.values()];
  }

  /** Throws `RefusedActError` for an unknown id. */
  get(id: string): Person {
    const person = this.#people.get(id);
    if (person === undefined) throw new RefusedActError('unknown-person', 'There is no such person.');
    return person;
  }

  byPhone(phone: string): Person | undefined {
    return this.list().find((person) => person.phone === phone);
  }

  /** Gives a new person an address everywhere. Throws `RefusedActError` when there are enough. */
  add(name: string): Person {
    const place = this.#people.size;
    if (place >= MAX_PEOPLE) throw new RefusedActError('too-many-people', `${MAX_PEOPLE} people are enough.`);
    const number = String(place).padStart(2, '0');
    const id = `person-${number}`;
    const person = seated({
      id,
      name,
      phone: `+1${AREAS[place % AREAS.length]}55501${number}`,
      email: `${mailName(name)}.${number}@example.org`,
    });
    this.#people.set(id, person);
    this.#changed(person);
    return person;
  }

  switchPhone(id: string, phoneIsOn: boolean): Person {
    const person = { ...this.get(id), phoneIsOn };
    this.#people.set(id, person);
    this.#changed(person);
    return person;
  }
}

/** With an address at every provider. */
function seated(human: Human & Pick<Person, 'id'>): Person {
  const addresses = Object.fromEntries(PROVIDERS.map(({ name, addressOf }) => [name, addressOf(human)]));
  return { ...human, addresses, phoneIsOn: true };
}

function mailName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '.')
    .replaceAll(/^\.+|\.+$/g, '');
  return plain === '' ? 'customer' : plain.slice(0, 40);
}
