import type { Language } from './language';
import { DUTCH } from './dutch';
import { ENGLISH } from './english';
import { FRENCH } from './french';
import { GERMAN } from './german';
import { ITALIAN } from './italian';
import { SPANISH } from './spanish';

export const LANGUAGES: readonly Language[] = [DUTCH, ENGLISH, FRENCH, GERMAN, ITALIAN, SPANISH];

/** The language of an option, which may come from an expression. Falls back to English. */
export const languageOf = (code: string | undefined): Language =>
	LANGUAGES.find((language) => language.code === code) ?? ENGLISH;
