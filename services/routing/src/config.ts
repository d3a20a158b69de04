import { defineSettings, portNumber, setting, type SettingsOf } from '@onethread/runtime';
import { z } from 'zod';

/** HS256 asks for at least 32 bytes. */
const secret = z.string().refine((text) => Buffer.byteLength(text) >= 32, 'at least 32 bytes');

const sharedAddressList = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((address) => address.trim())
      .filter((address) => address !== ''),
  )
  .pipe(z.array(z.string().max(320)).max(1000));

/** Settings of routing; read them with `readSettings(routingSettings, process.env)`. */
export const routingSettings = defineSettings({
  host: setting('HOST', z.string().min(1), { describe: 'Address to listen on', default: '127.0.0.1' }),
  grpcPort: setting('GRPC_PORT', portNumber, { describe: 'Port of the gRPC services', default: 50_051 }),
  tokenSecret: setting('GRPC_TOKEN_SECRET', secret, {
    describe: 'Signs the tokens with which services and agents call routing; at least 32 bytes',
    secret: true,
  }),
  previousTokenSecret: setting('GRPC_TOKEN_SECRET_PREVIOUS', secret.optional(), {
    describe: 'While the secret is rotated: the one before, whose tokens still hold; drop it after 30 days',
    secret: true,
  }),
  identityKey: setting('IDENTITY_KEY', z.string().min(32), {
    describe:
      'Names every customer; for ever: with another key all history would belong to strangers. Belongs in the backup',
    secret: true,
  }),
  sharedAddresses: setting('SHARED_ADDRESSES', sharedAddressList, {
    describe:
      'Addresses of several people, by which nobody is told to be somebody, beside info@, support@, office@ and the like: anna@example.org, @example.org, kiosk@, +442079460000; separated by commas',
    default: '',
  }),
  reopenWindowDays: setting('REOPEN_WINDOW_DAYS', z.coerce.number().min(0).max(3650), {
    describe: 'Days within which a message reopens a resolved conversation',
    default: 14,
  }),
  offerSeconds: setting('OFFER_SECONDS', z.coerce.number().min(1).max(3600), {
    describe: 'Seconds that an offer stands',
    default: 20,
  }),
  answersFollowSeconds: setting('ANSWERS_FOLLOW_SECONDS', z.coerce.number().min(10).max(86_400), {
    describe: 'Seconds after which an answer that was not read in the app is sent on, where the customer agreed to it',
    default: 300,
  }),
  graceSeconds: setting('AGENT_GRACE_SECONDS', z.coerce.number().min(0).max(3600), {
    describe: "Seconds that an agent's work is kept after the last stream broke",
    default: 30,
  }),
});

export type RoutingServiceSettings = SettingsOf<typeof routingSettings>;
