import { setting } from '@onethread/runtime';
import { z } from 'zod';
import { addressList } from '../numbers/address-list.ts';
import { SIGNATURE_METHODS, type SignatureMethod } from './signature-methods.ts';

/** Settings of an account at Vonage, in `VONAGE_…`. */
export const vonageDefinitions = {
  vonageApiKey: setting('VONAGE_API_KEY', z.string().min(1), { describe: 'API key of Vonage', example: 'abcd1234' }),
  vonageApiSecret: setting('VONAGE_API_SECRET', z.string().min(1), {
    describe: 'Secret of that key: authorises sending',
    secret: true,
  }),
  vonageSignatureSecret: setting('VONAGE_SIGNATURE_SECRET', z.string().min(1), {
    describe: 'Signature secret of the account: proves webhooks (signed webhooks must be switched on)',
    secret: true,
  }),
  vonageNumbers: setting('VONAGE_FROM', addressList, {
    describe: 'Numbers at Vonage that customers write to and replies come from, separated by commas',
    example: '+14155550111',
  }),
  vonageSignatureMethod: setting('VONAGE_SIGNATURE_METHOD', z.enum(SIGNATURE_METHODS), {
    describe: 'How Vonage signs: sha256, sha512, sha1, md5 (all HMAC) or md5hash, as the dashboard says',
    default: 'sha256',
  }),
  vonageApiUrl: setting('VONAGE_API_URL', z.url({ protocol: /^https?$/ }), {
    describe: 'Origin of Vonage’s SMS API',
    default: 'https://rest.nexmo.com',
  }),
};

export interface VonageSettings {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly signatureSecret: string;
  readonly signatureMethod: SignatureMethod;
  readonly numbers: readonly string[];
  readonly apiUrl: string;
}
