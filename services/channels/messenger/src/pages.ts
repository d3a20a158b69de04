import type { ChannelAccount } from '@onethread/channel-kit';
import type { MessengerSettings } from './config.ts';

/** One Facebook Page that we answer for. */
export interface MessengerPage {
  readonly pageId: string;
  /** As agents read it. */
  readonly label: string;
  readonly accessToken: string;
  /** Of the app that the Page's webhook is subscribed with. */
  readonly appSecret: string;
}

/** The Pages of the settings; of a Page named twice the first counts. */
export class Pages {
  readonly #settings: MessengerSettings;
  readonly #pages = new Map<string, MessengerPage>();

  constructor(settings: MessengerSettings) {
    this.#settings = settings;
    const { pageId, pageLabel: label, pageAccessToken: accessToken, appSecret, furtherPages } = settings;
    if (pageId !== undefined) this.#add({ pageId, label: label ?? defaultLabel(pageId), accessToken, appSecret });
    for (const page of furtherPages) {
      const { pageId: id, accessToken: token } = page;
      this.#add({
        pageId: id,
        label: page.label ?? defaultLabel(id),
        accessToken: token,
        appSecret: page.appSecret ?? appSecret,
      });
    }
  }

  /** Where no Page is named in the settings, the token's Page is whichever the webhook names. */
  find(pageId: string): MessengerPage | undefined {
    const { pageId: named, pageAccessToken: accessToken, appSecret } = this.#settings;
    const known = this.#pages.get(pageId);
    if (known !== undefined || named !== undefined) return known;
    return { pageId, label: defaultLabel(pageId), accessToken, appSecret };
  }

  get accounts(): readonly ChannelAccount[] {
    return [...this.#pages.values()].map(({ pageId, label }) => ({ account: pageId, label }));
  }

  /** Of all apps: one webhook address serves all of them. */
  get appSecrets(): ReadonlySet<string> {
    return new Set([this.#settings.appSecret, ...[...this.#pages.values()].map((page) => page.appSecret)]);
  }

  #add(page: MessengerPage): void {
    if (!this.#pages.has(page.pageId)) this.#pages.set(page.pageId, page);
  }
}

function defaultLabel(pageId: string): string {
  return `Page ${pageId}`;
}
