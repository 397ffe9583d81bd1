import type { PdfFile } from '../../pdf/file';
import { PdfName, type PdfDictionary, type PdfValue } from '../../pdf/syntax';
import type { PdfUpdate } from '../../pdf/write/update';
import { dictionaryOf, nameOf, pdfText } from '../../pdf/write/values';
import { srgbProfile } from './srgb';

const PDF_A = 'GTS_PDFA1';
const CONDITION = 'sRGB IEC61966-2.1';

/**
 * The output intents of a file plus one for PDF/A (ISO 19005-3, 6.2.3): its own profile, or else sRGB. All output
 * intents of a file must share one profile.
 */
export async function outputIntentsWith(
	file: PdfFile,
	catalog: PdfDictionary,
	update: PdfUpdate,
): Promise<PdfValue> {
	const list = await file.resolve(catalog.get('OutputIntents'));
	const intents = Array.isArray(list) ? list : [];
	let profile: PdfValue = null;
	for (const entry of intents) {
		const intent = await file.dictionary(entry);
		const kind = intent?.get('S');
		profile ??= intent?.get('DestOutputProfile') ?? null;
		if (kind instanceof PdfName && kind.name === PDF_A && intent?.has('DestOutputProfile')) return intents;
	}
	const own = update.add(
		dictionaryOf({
			Type: nameOf('OutputIntent'),
			S: nameOf(PDF_A),
			OutputConditionIdentifier: pdfText(CONDITION),
			Info: pdfText(CONDITION),
			DestOutputProfile:
				profile ?? update.add({ dictionary: dictionaryOf({ N: 3 }), content: srgbProfile() }),
		}),
	);
	return [...intents, own];
}
