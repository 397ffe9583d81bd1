import type { INodePropertyOptions } from 'n8n-workflow';

/** The languages of `LANGUAGES` in nodes/shared/einvoice/show/languages/languages.ts, with their English names. */
export const languageOptions: INodePropertyOptions[] = [
	{ name: 'Dutch', value: 'nl' },
	{ name: 'English', value: 'en' },
	{ name: 'French', value: 'fr' },
	{ name: 'German', value: 'de' },
	{ name: 'Italian', value: 'it' },
	{ name: 'Spanish', value: 'es' },
];
