import { setting } from '@onethread/runtime';
import { z } from 'zod';
import { addressList } from '../numbers/address-list.ts';
import { CHARSETS, type Charset } from './charset/charset.ts';
import { ID_FORMS, type IdForm } from './receipts/message-ids.ts';
import { isReceiptPattern } from './receipts/receipt-pattern.ts';

const MAX_WINDOW = 1000;
const MAX_BINDS = 64;
const MAX_PASSWORD = 8;
const MAX_SYSTEM_ID = 15;
const MAX_SYSTEM_TYPE = 12;

const centreUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && ['smpp:', 'ssmpp:'].includes(new URL(text).protocol) && new URL(text).host !== '',
    'not an smpp:// or ssmpp:// address',
  )
  .refine(
    (text) => decodeURIComponent(new URL(text).username).length <= MAX_SYSTEM_ID,
    'system_id of over 15 characters',
  )
  .refine((text) => decodeURIComponent(new URL(text).password).length <= MAX_PASSWORD, 'password of over 8 characters');

/** Settings of binds to a message centre, in `SMPP_…`. */
export const smppDefinitions = {
  smppUrl: setting('SMPP_URL', centreUrl, {
    describe: 'Message centre with system_id and password: smpp://system_id:password@host:2775, ssmpp:// for TLS',
    secret: true,
  }),
  smppTlsCaFile: setting('SMPP_TLS_CA_FILE', z.string().optional(), {
    describe:
      'PEM file of the certificates that the message centre’s is checked against, where no public authority signed it: those of the carrier’s authority, or the centre’s own; only with ssmpp://',
    example: '/etc/onethread/carrier.crt',
  }),
  smppNumbers: setting('SMPP_FROM', addressList, {
    describe: 'Numbers, short codes or names behind that bind, separated by commas',
    example: '+14155550122',
  }),
  smppSystemType: setting('SMPP_SYSTEM_TYPE', z.string().max(MAX_SYSTEM_TYPE), {
    describe: 'system_type of the bind, where the carrier wants one',
    default: '',
  }),
  smppCharset: setting('SMPP_CHARSET', z.enum(CHARSETS), {
    describe: 'What the carrier’s data_coding 0 means: gsm, latin1 or ia5; texts beyond it travel as UCS-2',
    default: 'gsm',
  }),
  smppBinds: setting('SMPP_BINDS', z.coerce.number().int().min(1).max(MAX_BINDS), {
    describe: 'Binds that the carrier allows at once, over all replicas',
    default: 4,
  }),
  smppWindow: setting('SMPP_WINDOW', z.coerce.number().int().min(1).max(MAX_WINDOW), {
    describe: 'Messages sent on one bind and not yet answered, at most',
    default: 10,
  }),
  smppReceiptIds: setting('SMPP_RECEIPT_IDS', z.enum(ID_FORMS), {
    describe:
      'How ids of receipts are written beside those of submit answers: same, hex-to-decimal (answers hexadecimal, receipts decimal) or decimal-to-hex',
    default: 'same',
  }),
  smppReceiptPattern: setting(
    'SMPP_RECEIPT_PATTERN',
    z.string().max(1000).refine(isReceiptPattern, 'not a regular expression with groups named id and stat').optional(),
    {
      describe: 'Regular expression of a receipt’s text with groups named id, stat and, if there is one, err',
      example: 'id:(?<id>\\S+) .*stat:(?<stat>\\w+) err:(?<err>\\w+)',
    },
  ),
};

export interface SmppSettings {
  readonly url: string;
  /** Undefined: the system's authorities are trusted. */
  readonly tlsCaFile: string | undefined;
  readonly numbers: readonly string[];
  readonly systemType: string;
  readonly charset: Charset;
  readonly binds: number;
  readonly window: number;
  readonly receiptIds: IdForm;
  readonly receiptPattern: string | undefined;
}
