/** Of what is wrong, so much is told at once. */
const MAX_TOLD = 10;

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** `queues[billing].priority: expected number; …`: each fault at its place, elements by their names where they have one. */
export function faultWords(root: string, told: unknown, faults: readonly Fault[]): string {
  const words = faults.slice(0, MAX_TOLD).map((fault) => `${placeOf(root, told, fault.path)}: ${fault.message}`);
  const more = faults.length > MAX_TOLD ? [`and ${faults.length - MAX_TOLD} more`] : [];
  return [...words, ...more].join('; ');
}

function placeOf(root: string, told: unknown, path: readonly PropertyKey[]): string {
  let place = root;
  let value = told;
  for (const step of path) {
    const next = (value as Record<PropertyKey, unknown> | undefined)?.[step];
    if (typeof step === 'number') place += `[${nameOf(next) ?? step}]`;
    else place += place === '' ? String(step) : `.${String(step)}`;
    value = next;
  }
  return place === '' ? 'settings' : place;
}

function nameOf(value: unknown): string | undefined {
  const { id, channel, date } = (value ?? {}) as Record<string, unknown>;
  const name = [id, channel, date].find((one) => typeof one === 'string' && one !== '');
  return name as string | undefined;
}
