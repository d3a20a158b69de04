import type { KeywordSetting, LanguageKeywords } from './keyword-setting.ts';

/** As Twilio and the carriers of North America list them; `channels.md` names the source. */
const ENGLISH = {
  stop: ['STOP', 'UNSUBSCRIBE', 'END', 'QUIT', 'STOPALL', 'REVOKE', 'OPTOUT', 'CANCEL'],
  start: ['START', 'UNSTOP'],
  help: ['HELP', 'INFO'],
} as const;

const KINDS = ['stop', 'start', 'help'] as const;
export type KeywordKind = (typeof KINDS)[number];

export interface Keyword {
  readonly kind: KeywordKind;
  /** What the settings answer to it, in the language of the word. */
  readonly answer?: string;
  /** Whether it is one of the words that providers know by themselves. */
  readonly isStandard: boolean;
}

/** What a whole message asks for by law: STOP, START, HELP, in English and in the languages of the settings. */
export class Keywords {
  readonly #byWord = new Map<string, Keyword>();
  readonly #english: Partial<LanguageKeywords>;

  constructor(settings: KeywordSetting = {}) {
    this.#english = settings['en'] ?? {};
    for (const kind of KINDS) for (const word of ENGLISH[kind]) this.#add(word, kind, this.#english, true);
    for (const language of Object.values(settings)) {
      for (const kind of KINDS) for (const word of language[kind]) this.#add(word, kind, language, false);
    }
  }

  /** The whole trimmed message in any case; the provider's own reading of it (Twilio's `OptOutType`) goes first. */
  of(text: string, optOutType?: string): Keyword | undefined {
    const written = this.#byWord.get(normal(text));
    const type = optOutType?.trim().toLowerCase();
    const kind = KINDS.find((each) => each === type);
    if (kind === undefined || written?.kind === kind) return written;
    return { kind, isStandard: true, ...answerOf(this.#english, kind) };
  }

  #add(word: string, kind: KeywordKind, language: Partial<LanguageKeywords>, isStandard: boolean): void {
    const key = normal(word);
    if (!this.#byWord.has(key)) this.#byWord.set(key, { kind, isStandard, ...answerOf(language, kind) });
  }
}

function answerOf(language: Partial<LanguageKeywords>, kind: KeywordKind): { readonly answer?: string } {
  const answer = language[`${kind}Text`];
  return answer === undefined ? {} : { answer };
}

function normal(text: string): string {
  return text.normalize('NFC').trim().toUpperCase();
}
