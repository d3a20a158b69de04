import type { SimulatedMessage, SimulatorEvent } from '@onethread/testkit';
import type { Act, PlaygroundState } from '../wire/frames.ts';
import type { ProviderName, ShownMessage } from '../wire/model.ts';
import { Audience } from './audience.ts';
import { HandedFiles } from './files/handed-files.ts';
import { askFileType } from './files/open-shown-file.ts';
import { ShownFiles } from './files/shown-files.ts';
import { People } from './people/people.ts';
import { performAct, type ActResult } from './perform-act.ts';
import { Providers, type ProvidersOptions } from './providers/open-providers.ts';
import { Reactions } from './reactions.ts';
import { showEvent, showMessage, type Showing } from './show-events.ts';

/** Messages per provider that a page is given when it connects, newest kept. */
const MAX_SHOWN_MESSAGES = 300;

/** Where the simulators are, and what they know of Onethread. */
export type StageOptions = Omit<ProvidersOptions, 'onEvent' | 'phoneIsOn'>;

/** All simulated providers and the people at them: what pages look at and act on. */
export interface Stage {
  readonly audience: Audience;
  readonly people: People;
  readonly handedFiles: HandedFiles;
  readonly providers: Providers;
  /** Where the bytes of a shown file are to be fetched; undefined for an unknown id. */
  fileAddress(id: string): string | undefined;
  /** As its provider keeps it. */
  message(place: Pick<ShownMessage, 'provider' | 'customer' | 'id'>): SimulatedMessage | undefined;
  state(): PlaygroundState;
  /** Plays one act and tells everybody what changed. Throws `RefusedActError` when it cannot be done. */
  perform(act: Act): Promise<ActResult>;
  /** Aborted when the stage closes. */
  readonly closing: AbortSignal;
  close(): Promise<void>;
}

/** Starts the simulators and seats the people. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const reach = options.reach ?? ((url: string) => url);
  const audience = new Audience();
  const closing = new AbortController();
  const handedFiles = new HandedFiles();
  const showing: Showing = { files: new ShownFiles(), reactions: new Reactions() };
  const people = new People((person) => audience.tell({ type: 'person', person }));

  function onEvent(provider: ProviderName, event: SimulatorEvent): void {
    const frame = showEvent(provider, event, showing);
    if (frame !== undefined) audience.tell(frame);
    if (event.kind === 'message') void learnFileTypes(provider, event.message);
  }

  /** A provider may know only the address of a file of ours; the page wants to know whether it is a picture. */
  async function learnFileTypes(provider: ProviderName, message: SimulatedMessage): Promise<void> {
    const untold = message.files.flatMap(({ contentType, url }) =>
      contentType === '' && url !== undefined ? [url] : [],
    );
    if (untold.length === 0) return;
    await Promise.all(
      untold.map(async (url) => showing.files.learnType(url, await askFileType(reach(url), closing.signal))),
    );
    tellMessage(provider, find({ provider, ...message }) ?? message);
  }

  function tellMessage(provider: ProviderName, message: SimulatedMessage): void {
    audience.tell({ type: 'message', message: showMessage(provider, message, showing) });
  }

  function find({ provider, customer, id }: Pick<ShownMessage, 'provider' | 'customer' | 'id'>) {
    const side = providers.all.find(({ about }) => about.name === provider);
    return side?.messages().find((one) => one.id === id && one.customer === customer);
  }

  function tellFaults(): void {
    for (const { about, faults } of providers.all) {
      audience.tell({ type: 'faults', provider: about.name, faults: faults.switches, held: faults.held });
    }
  }

  const providers = await Providers.open({
    ...options,
    onEvent,
    phoneIsOn: (phone) => people.byPhone(phone)?.phoneIsOn ?? true,
  });
  for (const person of people.list()) for (const side of providers.all) side.meet?.(person);

  return {
    audience,
    people,
    handedFiles,
    providers,
    closing: closing.signal,
    message: find,
    fileAddress(id) {
      const file = showing.files.find(id);
      if (file === undefined) return undefined;
      return reach(providers.get(file.provider).fileAddress?.(file.address) ?? file.address);
    },
    state: () => ({
      people: people.list(),
      providers: providers.all.map(({ about, faults }) => ({
        ...about,
        faults: faults.switches,
        faultChoices: faults.choices,
        held: faults.held,
      })),
      messages: providers.all.flatMap((side) =>
        side
          .messages()
          .toSorted((one, other) => one.at - other.at)
          .slice(-MAX_SHOWN_MESSAGES)
          .map((message) => showMessage(side.about.name, message, showing)),
      ),
    }),
    async perform(act) {
      const result = await performAct({ people, providers, handedFiles, reactions: showing.reactions }, act);
      if (act.kind === 'react') tellReaction(act);
      tellFaults();
      return result;
    },
    async close() {
      closing.abort();
      await providers.close();
    },
  };

  /** The provider has nothing new of its own to tell. */
  function tellReaction({ provider, personId, messageId: id }: Extract<Act, { kind: 'react' }>): void {
    const message = find({ provider, customer: people.get(personId).addresses[provider] ?? '', id });
    if (message !== undefined) tellMessage(provider, message);
  }
}
