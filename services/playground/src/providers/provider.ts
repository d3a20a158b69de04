import type { SettingDefinitions, SettingsOf } from '@onethread/runtime';
import type { FileContent, Reach, SimulatedMessage, SimulatorObserver } from '@onethread/testkit';
import type { MenuEntry, Person, ProviderAbout, ProviderName } from '../../wire/model.ts';
import type { FaultSwitchboard } from './fault-switchboard.ts';

/** What a customer writes, with the bytes of its files. */
export interface Written {
  readonly text: string;
  readonly files: readonly FileContent[];
  readonly subject?: string;
  readonly html?: string;
  readonly replyTo?: string;
}

/** What every simulated provider is given of the world around it. */
export interface ProviderParts {
  /** Address that simulators listen on. Default: this machine alone. */
  readonly host?: string | undefined;
  /** Where Onethread's public addresses are reached from here, when that is not where they say. */
  readonly reach?: Reach | undefined;
  /** Where customers write mails to. */
  readonly emailAddress: string;
  /** Where Onethread's mail intake is. Default: 127.0.0.1. */
  readonly smtpHost?: string | undefined;
  /** Its port; asked whenever a mail is sent. */
  readonly smtpPort: () => number;
  readonly onEvent: SimulatorObserver;
  /** By E.164 number; of a phone that nobody plays too. */
  readonly phoneIsOn: (phone: string) => boolean;
}

/** How a person looks to whoever gives addresses. */
export type Human = Pick<Person, 'name' | 'phone' | 'email'>;

/** A company outside, simulated: one folder each. Adding one is adding its line to `list.ts`. */
export interface Provider<Definitions extends SettingDefinitions = SettingDefinitions> {
  readonly name: ProviderName;
  /** Port, address and credentials where the playground is a process of its own; names are those of the channel. */
  readonly settings: Definitions;
  /** Settings of real accounts: as soon as one is given, nobody plays. */
  readonly realAccountSettings: readonly string[];
  /** An account that nobody else knows, for a Onethread in the same process. */
  readonly invent: () => SettingsOf<Definitions>;
  /** How this provider knows somebody. */
  readonly addressOf: (human: Human) => string;
  /** Starts the simulator. */
  readonly open: (given: SettingsOf<Definitions>, parts: ProviderParts) => Promise<ProviderSide>;
}

/** One simulated provider as the playground plays it. What it does not offer is absent. */
export interface ProviderSide {
  readonly about: ProviderAbout;
  /** Environment settings that make Onethread use it. */
  readonly settings: Readonly<Record<string, string>>;
  readonly faults: FaultSwitchboard;
  /** Newest last. */
  messages(): readonly SimulatedMessage[];
  /** Tells it where Onethread is reached. */
  connect(webhookBase: string): void;
  close(): Promise<void>;
  write(person: Person, written: Written): void | Promise<void>;
  /** Makes the person known to the provider, so that its profile can be asked for. */
  meet?(person: Person): void;
  press?(person: Person, entry: MenuEntry): void;
  quickReply?(person: Person, entry: MenuEntry): void;
  /** The person has seen all that arrived. Does nothing when there is nothing new. */
  see?(person: Person): void;
  /** `before`: what the person had reacted with; either is empty for nothing. */
  react?(person: Person, messageId: string, emoji: string, before: string): void;
  /** Hands over what waited for a phone that was switched off. */
  switchedOn?(person: Person): void;
  /** Where a file can be fetched without credentials, when that is not where the message says. */
  fileAddress?(url: string): string;
}
