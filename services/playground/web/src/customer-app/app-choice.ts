/** Who uses the app, on which of their devices. */
export interface AppChoice {
  /** A person's id; undefined: an anonymous visitor. */
  readonly user: string | undefined;
  readonly device: 1 | 2;
}

const PAGE = '/playground/app';

export function appUrl({ user, device }: AppChoice): string {
  const query = new URLSearchParams({ device: String(device), ...(user === undefined ? {} : { user }) });
  return `${PAGE}?${query.toString()}`;
}

export function choiceFromUrl(search: string): AppChoice {
  const query = new URLSearchParams(search);
  const user = query.get('user') ?? undefined;
  return { user: user === '' ? undefined : user, device: query.get('device') === '2' ? 2 : 1 };
}

/** Keeps the messengers of two devices apart, and those of different users of one device, as different phones would. */
export function storageName({ user, device }: AppChoice): string {
  return `playground-device-${device}-${user ?? 'visitor'}`;
}
