import { PRICE } from '../../pdf/budget';
import type { PdfFile } from '../../pdf/file';
import { PdfName, PdfReference, type PdfDictionary, type PdfValue } from '../../pdf/syntax';

const nameIn = (dictionary: PdfDictionary, key: string): string => {
	const value = dictionary.get(key);
	return value instanceof PdfName ? value.name : '';
};

/** Actions forbidden by PDF/A-3 (6.5.1). */
const ACTIONS = new Set(
	'JavaScript Launch Sound Movie ResetForm ImportData Hide SetOCGState Rendition Trans GoTo3DView'.split(' '),
);
/** Annotations forbidden by PDF/A-3 (6.3.1). */
const ANNOTATIONS = new Set(['3D', 'Sound', 'Screen', 'Movie']);
/** Bits of the entry F of an annotation (6.3.2): Print must be set, those that hide it must not. */
const PRINT = 4;
const HIDING = 1 | 2 | 32 | 256;

/** Properties of an object that PDF/A-3 forbids, as the end of "The PDF is not PDF/A-3: …". */
export function objectObstacles(dictionary: PdfDictionary): string[] {
	const reasons: string[] = [];
	const kind = nameIn(dictionary, 'Subtype');
	if (ACTIONS.has(nameIn(dictionary, 'S')) || isOtherNamed(dictionary) || dictionary.has('AA'))
		reasons.push('it has scripts or actions');
	if (dictionary.has('XFA')) reasons.push('it has an XFA form');
	if (filtersOf(dictionary).some((name) => name === 'LZWDecode' || name === 'Crypt')) {
		reasons.push('it is compressed or encrypted in a way that PDF/A does not allow');
	}
	if (dictionary.has('Rect') && kind !== '') {
		const flags = dictionary.get('F');
		const bits = typeof flags === 'number' ? flags : 0;
		if (ANNOTATIONS.has(kind)) reasons.push('it has sounds, films or 3D');
		else if (kind !== 'Popup' && ((bits & PRINT) === 0 || (bits & HIDING) !== 0)) {
			reasons.push('it has links, notes or fields that are not printed');
		}
		if (kind !== 'Popup' && kind !== 'Link' && !dictionary.has('AP')) {
			reasons.push('it has notes or fields without an appearance');
		}
	}
	if (kind === 'Image' && dictionary.get('Interpolate') === true) reasons.push('it has interpolated images');
	if (kind === 'PS' || nameIn(dictionary, 'Subtype2') === 'PS') reasons.push('it has PostScript in it');
	if (dictionary.has('Alternates') || dictionary.has('OPI')) reasons.push('it has alternate images');
	if (dictionary.has('FFilter')) reasons.push('a part of it is in another file');
	if (dictionary.get('NeedAppearances') === true) reasons.push('the viewer is to draw its form');
	if (dictionary.has('AlternatePresentations') || dictionary.has('PresSteps')) {
		reasons.push('it is a presentation of slides');
	}
	if (hasTransferFunction(dictionary)) reasons.push('it changes colours by a transfer function');
	if (Array.isArray(dictionary.get('AS'))) reasons.push('it has layers that turn on or off automatically');
	if (dictionary.has('EF') && !dictionary.has('AFRelationship')) {
		reasons.push('it has attachments that do not say how they belong to it');
	}
	return reasons;
}

/** The named actions that PDF/A-3 allows (6.5.1). */
const NAMED = new Set(['NextPage', 'PrevPage', 'FirstPage', 'LastPage']);
const isOtherNamed = (dictionary: PdfDictionary): boolean =>
	nameIn(dictionary, 'S') === 'Named' && !NAMED.has(nameIn(dictionary, 'N'));

/** 6.2.5; a soft mask, which has a kind (S), may have one. */
function hasTransferFunction(dictionary: PdfDictionary): boolean {
	const isMask = nameIn(dictionary, 'S') !== '';
	const second = nameIn(dictionary, 'TR2');
	return !isMask && (dictionary.has('TR') || (dictionary.has('TR2') && second !== 'Default'));
}

function filtersOf(dictionary: PdfDictionary): string[] {
	const filter: PdfValue = dictionary.get('Filter') ?? null;
	return (Array.isArray(filter) ? filter : [filter]).map((entry) =>
		entry instanceof PdfName ? entry.name : '',
	);
}

const FONTS = new Set(['Type1', 'MMType1', 'TrueType', 'CIDFontType0', 'CIDFontType2']);
const PROGRAMS = ['FontFile', 'FontFile2', 'FontFile3'];

/** Finds the fonts of a file whose programs are not embedded. */
export class Fonts {
	/** Whether a descriptor has a program, by object number: any number of fonts may share one. */
	private readonly described = new Map<number, boolean>();

	constructor(private readonly file: PdfFile) {}

	/** The name of a font whose program is not embedded (6.2.11.4); null otherwise. */
	async obstacle(dictionary: PdfDictionary): Promise<string | null> {
		if (nameIn(dictionary, 'Type') !== 'Font' || !FONTS.has(nameIn(dictionary, 'Subtype'))) return null;
		if (await this.hasProgram(dictionary.get('FontDescriptor'))) return null;
		return nameIn(dictionary, 'BaseFont').slice(0, 60) || 'without a name';
	}

	private async hasProgram(descriptor: PdfValue | undefined): Promise<boolean> {
		const number = descriptor instanceof PdfReference ? descriptor.number : null;
		const known = number === null ? undefined : this.described.get(number);
		if (known !== undefined) return known;
		const entries = await this.file.dictionary(descriptor);
		const found = PROGRAMS.some((key) => entries?.has(key));
		if (number !== null && this.file.budget.spend(PRICE.entry)) this.described.set(number, found);
		return found;
	}
}

/** Four numbers followed by an operator that sets a CMYK colour. */
const CMYK = /(?:(?:^|\s)[\d.+-]{1,20}){4}\s{1,4}[kK](?=\s|$)/;

/** Whether a content stream sets a CMYK colour. */
export const paintsInCmyk = (content: Buffer): boolean => CMYK.test(content.toString('latin1'));
