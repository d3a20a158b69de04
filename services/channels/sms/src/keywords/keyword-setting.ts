import { jsonText } from '@onethread/runtime';
import { z } from 'zod';

const MAX_LANGUAGES = 50;
const MAX_WORDS = 50;
const MAX_WORD = 40;
/** Answers are whole messages of their own: three segments are enough for anybody. */
const MAX_ANSWER = 459;

const words = z.array(z.string().trim().min(1).max(MAX_WORD)).max(MAX_WORDS).default([]);
const answer = z.string().min(1).max(MAX_ANSWER).optional();

const languageSchema = z.strictObject({
  stop: words,
  start: words,
  help: words,
  stopText: answer,
  startText: answer,
  helpText: answer,
});

/** Words of one language beside the built-in English ones, and what is answered to them. */
export type LanguageKeywords = z.infer<typeof languageSchema>;
export type KeywordSetting = Readonly<Record<string, LanguageKeywords>>;

/** `SMS_KEYWORDS`: JSON, by language. */
export const keywordSetting = jsonText(z.record(z.string().min(2).max(35), languageSchema)).refine(
  (all) => Object.keys(all).length <= MAX_LANGUAGES,
  'too many languages',
);
