import type { Language } from './language';
import { DUTCH } from './languages/dutch';
import { ENGLISH } from './languages/english';
import { FRENCH } from './languages/french';
import { GERMAN } from './languages/german';
import { ITALIAN } from './languages/italian';
import { SPANISH } from './languages/spanish';

export const LANGUAGES: readonly Language[] = [DUTCH, ENGLISH, FRENCH, GERMAN, ITALIAN, SPANISH];

/** Of an option, which an expression may have set. English where there is no such language. */
export const languageOf = (code: string | undefined): Language =>
	LANGUAGES.find((language) => language.code === code) ?? ENGLISH;
