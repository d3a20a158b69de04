import type { ToldContext } from '@onethread/client';
import { browserOf, systemOf } from './told-device.ts';

/** This page and this browser, without the address's query and fragment: searches and secrets stand there. */
export function lookAround(appVersion: string | undefined): ToldContext {
  const { userAgent, maxTouchPoints, language } = navigator;
  return {
    page: { url: location.origin + location.pathname, title: document.title },
    device: {
      browser: browserOf(userAgent),
      os: systemOf(userAgent, maxTouchPoints),
      screen: `${screen.width}x${screen.height}`,
      language,
      timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    ...(appVersion === undefined ? {} : { app: { version: appVersion } }),
  };
}
