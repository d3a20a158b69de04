import type { SimulatedMessage, SimulatorEvent } from '@onethread/testkit';
import type { Act, PlaygroundState } from '../wire/frames.ts';
import { PROVIDERS, type Provider } from '../wire/model.ts';
import { Audience } from './audience.ts';
import { HandedFiles } from './files/handed-files.ts';
import { askFileType } from './files/open-shown-file.ts';
import { ShownFiles } from './files/shown-files.ts';
import { People } from './people/people.ts';
import { performAct, type ActResult } from './perform-act.ts';
import { PAGE_MENU, QUICK_REPLIES } from './providers/messenger-side.ts';
import { allOf, openProviders, perProvider, type Providers } from './providers/open-providers.ts';
import { inventAccounts, type PlayedAccounts, type PlayedDoors } from './providers/played-accounts.ts';
import { showEvent, showMessage } from './show-events.ts';

/** Messages per provider that a page is given when it connects, newest kept. */
const MAX_SHOWN_MESSAGES = 300;

export interface StageOptions {
  /** Where customers write mails to. */
  readonly emailAddress: string;
  /** Of Onethread's mail intake. */
  readonly smtpPort: () => number;
  /** Default: invented ones, which nobody else knows. */
  readonly accounts?: PlayedAccounts | undefined;
  /** Default: this machine alone. */
  readonly doors?: PlayedDoors | undefined;
}

/** All simulated providers and the people at them: what pages look at and act on. */
export interface Stage {
  readonly audience: Audience;
  readonly people: People;
  readonly handedFiles: HandedFiles;
  readonly providers: Providers;
  /** Where the bytes of a shown file are to be fetched; undefined for an unknown id. */
  fileAddress(id: string): string | undefined;
  state(): PlaygroundState;
  /** Plays one act and tells everybody what changed. Throws `RefusedActError` when it cannot be done. */
  perform(act: Act): Promise<ActResult>;
  /** Aborted when the stage closes. */
  readonly closing: AbortSignal;
  close(): Promise<void>;
}

/** Starts the simulators and seats the people. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const { emailAddress, smtpPort, accounts = inventAccounts(), doors = {} } = options;
  const reach = doors.reach ?? ((url: string) => url);
  const audience = new Audience();
  const closing = new AbortController();
  const handedFiles = new HandedFiles();
  const shownFiles = new ShownFiles();
  const people = new People((person) => audience.tell({ type: 'person', person }));

  function onEvent(provider: Provider, event: SimulatorEvent): void {
    const frame = showEvent(provider, event, shownFiles);
    if (frame !== undefined) audience.tell(frame);
    if (event.kind === 'message') void learnFileTypes(provider, event.message);
  }

  /** A provider may know only the address of a file of ours; the page wants to know whether it is a picture. */
  async function learnFileTypes(provider: Provider, message: SimulatedMessage): Promise<void> {
    const untold = message.files.flatMap(({ contentType, url }) =>
      contentType === '' && url !== undefined ? [url] : [],
    );
    if (untold.length === 0) return;
    await Promise.all(
      untold.map(async (url) => shownFiles.learnType(url, await askFileType(reach(url), closing.signal))),
    );
    const latest = providers[provider].messages().find(({ id }) => id === message.id) ?? message;
    audience.tell({ type: 'message', message: showMessage(provider, latest, shownFiles) });
  }

  function tellFaults(): void {
    for (const provider of PROVIDERS) {
      const { switches: faults, held } = providers[provider].faults;
      audience.tell({ type: 'faults', provider, faults, held });
    }
  }

  const providers = await openProviders({
    emailAddress,
    smtpPort,
    accounts,
    doors,
    onEvent,
    phoneIsOn: (phone) => people.byPhone(phone)?.phoneIsOn ?? true,
  });
  for (const person of people.list()) providers.messenger.meet(person);

  return {
    audience,
    people,
    handedFiles,
    providers,
    closing: closing.signal,
    fileAddress(id) {
      const address = shownFiles.addressOf(id);
      return address === undefined ? undefined : reach(providers.sms.fileAddress(address));
    },
    state: () => ({
      people: people.list(),
      messages: allOf(providers).flatMap((side) =>
        side
          .messages()
          .toSorted((one, other) => one.at - other.at)
          .slice(-MAX_SHOWN_MESSAGES)
          .map((message) => showMessage(side.provider, message, shownFiles)),
      ),
      faults: perProvider(providers, (side) => side.faults.switches),
      faultChoices: perProvider(providers, (side) => side.faults.choices),
      held: perProvider(providers, (side) => side.faults.held),
      pageMenu: PAGE_MENU,
      quickReplies: QUICK_REPLIES,
      ourNumber: accounts.sms.number,
      ourEmail: emailAddress,
    }),
    async perform(act) {
      const result = await performAct({ people, providers, handedFiles }, act);
      tellFaults();
      return result;
    },
    async close() {
      closing.abort();
      await Promise.all(allOf(providers).map((side) => side.close()));
    },
  };
}
