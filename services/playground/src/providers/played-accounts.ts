import { randomBytes } from 'node:crypto';
import type { Reach } from '@onethread/testkit';
import { OUR_NUMBER } from '../people/seeded-people.ts';

/** Credentials with which Onethread and the simulated providers know each other. */
export interface PlayedAccounts {
  readonly messenger: {
    readonly appSecret: string;
    readonly verifyToken: string;
    readonly pageAccessToken: string;
    readonly pageId: string;
    readonly appId: number;
  };
  readonly sms: { readonly accountSid: string; readonly authToken: string; readonly number: string };
  readonly mail: { readonly user: string; readonly password: string };
}

/** Where the simulated providers listen, and how both sides reach each other. Default: this machine alone, ports of the system's choice. */
export interface PlayedDoors {
  readonly host?: string;
  readonly graphPort?: number;
  readonly twilioPort?: number;
  readonly mailPort?: number;
  /** How Onethread reaches the simulators, where that is not this machine. */
  readonly graphOrigin?: string;
  readonly twilioOrigin?: string;
  /** Where Onethread's mail intake is. Default 127.0.0.1. */
  readonly smtpHost?: string;
  /** Where Onethread's public addresses are reached from here. */
  readonly reach?: Reach;
}

const word = (): string => randomBytes(16).toString('hex');

/** Accounts that nobody else knows: for a Onethread in the same process. */
export function inventAccounts(): PlayedAccounts {
  return {
    messenger: {
      appSecret: word(),
      verifyToken: word(),
      pageAccessToken: `EAA${word()}${word()}`,
      pageId: '109876543210987',
      appId: 1234567890,
    },
    sms: { accountSid: `AC${word()}`, authToken: word(), number: OUR_NUMBER },
    mail: { user: 'onethread', password: word() },
  };
}
