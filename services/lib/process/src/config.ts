import { defineSettings, LOG_LEVELS, portNumber, setting, type Environment, type SettingsOf } from '@onethread/runtime';
import { z } from 'zod';

/** What concerns any process as a whole; each service declares its own settings beside its code. */
export const processSettings = defineSettings({
  host: setting('HOST', z.string(), {
    describe: 'Address to listen on; 0.0.0.0 opens it to the network, and is the default of separate processes',
    default: '127.0.0.1',
  }),
  port: setting('PORT', portNumber, { describe: 'HTTP port of desk, widget, webhooks and playground', default: 8080 }),
  adminPort: setting('ADMIN_PORT', portNumber, { describe: 'Port of /livez, /readyz and /metrics', default: 9464 }),
  publicUrl: setting('PUBLIC_URL', z.url({ protocol: /^https?$/ }).optional(), {
    describe: 'How the world reaches PORT, for links and webhook signatures; default: http://HOST:PORT',
    example: 'https://support.example.org',
  }),
  trustedProxies: setting('TRUSTED_PROXIES', z.coerce.number().int().min(0).max(10), {
    describe: 'How many proxies stand in front whose X-Forwarded-For is believed',
    default: 0,
  }),
  logLevel: setting('LOG_LEVEL', z.enum(LOG_LEVELS), { describe: 'Least level of log lines', default: 'info' }),
  logFormat: setting('LOG_FORMAT', z.enum(['human', 'json']), {
    describe: 'Log lines for people or machines',
    default: 'human',
  }),
});
export type ProcessSettings = SettingsOf<typeof processSettings>;

/** Where others reach routing; for clients of its gRPC. */
export const routingAddressSetting = setting('ROUTING_GRPC_ADDRESS', z.string().min(1), {
  describe: "routing's gRPC: host:port, dns:///name:port, or ipv4:a:port,b:port; calls go round all of its replicas",
  default: '127.0.0.1:50051',
});

/** The one place of a process that reads the environment. */
export function processEnvironment(): Environment {
  return process.env;
}
