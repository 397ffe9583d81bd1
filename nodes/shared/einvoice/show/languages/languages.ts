import type { Language } from './language';
import { DUTCH } from './dutch';
import { ENGLISH } from './english';
import { FRENCH } from './french';
import { GERMAN } from './german';
import { ITALIAN } from './italian';
import { SPANISH } from './spanish';

export const LANGUAGES: readonly Language[] = [DUTCH, ENGLISH, FRENCH, GERMAN, ITALIAN, SPANISH];

/** Of an option, which an expression may have set. English where there is no such language. */
export const languageOf = (code: string | undefined): Language =>
	LANGUAGES.find((language) => language.code === code) ?? ENGLISH;
