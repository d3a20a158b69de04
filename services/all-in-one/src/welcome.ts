import type { AdminServer, HttpServer } from '@onethread/runtime';
import type { Composition } from './compose.ts';
import type { AllInOneSettings } from './config.ts';

interface Ports {
  readonly http: Pick<HttpServer, 'publicUrl'>;
  readonly admin: Pick<AdminServer, 'port'>;
}

/** What a newcomer reads after the start: where everything is. */
export function welcome(composition: Composition, settings: AllInOneSettings, { http, admin }: Ports): string[] {
  const { grpcAddress, channels, unconfigured, playground } = composition;
  const rows: readonly (readonly [string, string])[] = [
    ['Agent desk', `${http.publicUrl}/`],
    ...(playground ? [['Playground', `${http.publicUrl}/playground`] as const] : []),
    ['Widget', `<script src="${http.publicUrl}/widget.js" async></script>`],
    ['gRPC', grpcAddress],
    ['Health, metrics', `http://${settings.host}:${admin.port}/readyz, /metrics`],
    ['Channels', channels.join(', ')],
    ...(unconfigured.length === 0 ? [] : [['Not configured', unconfigured.join(', ')] as const]),
    ['Data folder', settings.dataFolder],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return ['', 'Onethread is ready.', ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`), ''];
}
