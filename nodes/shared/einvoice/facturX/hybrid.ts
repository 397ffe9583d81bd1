import type { Invoice } from '../../invoice/schema';
import { fail, ok, type Result } from '../../result';
import { runInSteps } from '../../steps';
import { drawInvoice, type Drawn } from '../draw/drawInvoice';
import type { Gap } from '../gap';
import { extentOf, isWithin, type Extent } from '../show/extent';
import type { Judged } from '../show/judged';
import type { Language } from '../show/languages/language';
import { shownOf } from '../show/shown';
import { embedInvoice } from './embed';
import { profileOf } from './profile';
import { readEInvoice } from '../read';

/** The PDF to embed an invoice in. */
export interface GivenPdf {
	/** The binary field that contains it. */
	field: string;
	bytes: Buffer;
}

/** How to draw a PDF when none is given. */
export interface Drawing {
	language: Language;
	/** The result of Validate in the item. */
	judged: Judged | null;
}

export interface HybridInvoice {
	bytes: Buffer;
	gaps: Gap[];
}

/**
 * A PDF with an embedded invoice, as in Factur-X and ZUGFeRD: the given PDF, or a drawn one.
 * @param specification BT-24 of the XML
 */
export async function hybridInvoice(
	item: Invoice,
	xml: string,
	specification: string | null,
	given: GivenPdf | null,
	drawing: Drawing,
	now: Date,
): Promise<Result<HybridInvoice>> {
	const result = given === null ? await draw(item, xml, drawing, now) : ok(null);
	if (!result.ok) return result;
	const drawn = result.value;
	const pdf = given?.bytes ?? drawn?.bytes ?? Buffer.alloc(0);
	const hybrid = await embedInvoice(pdf, Buffer.from(xml, 'utf8'), profileOf(specification), now);
	if (!hybrid.ok) return hybrid;
	const { bytes, obstacles, isSigned, replaced } = hybrid.value;
	const path = given === null ? '' : `binary.${given.field}`;
	const note = (message: string): Gap => ({ rule: 'PDF/A-3', path, message, isTolerated: true });
	return ok({
		bytes,
		gaps: [
			...(obstacles.length > 0
				? [
						note(
							`The PDF is not PDF/A-3, which Factur-X and ZUGFeRD ask for: ${obstacles.join('; ')}. The invoice is embedded all the same`,
						),
					]
				: []),
			...(isSigned
				? [
						note(
							'The PDF is signed: its signature covers the file without the embedded invoice, and programs will say that the file was changed afterwards. Sign after this node instead',
						),
					]
				: []),
			...(replaced.length > 0
				? [note(`The PDF had an invoice in it already (${replaced.join(', ')}), which was replaced`)]
				: []),
			...(drawn !== null && drawn.missing.length > 0
				? [
						note(
							`The drawn PDF has no characters for ${drawn.missing.join(' ')}: a sign stands in their place, and the XML has them`,
						),
					]
				: []),
		],
	});
}

/** Drawing 20,000 lines takes 11 seconds of the processor and 590 MB: a quarter of that is as much as the rest of Create. */
const MAX_ROWS = 5_000;
/** Texts, too, make lines and pages. */
const MOST: Extent = { characters: 1_000_000, lineBreaks: 20_000 };

const tooMuch = (): Result<never> =>
	fail(
		'The invoice is too large to be drawn as a PDF',
		`A PDF is drawn for up to ${MAX_ROWS} lines, taxes and findings, ${MOST.characters.toLocaleString('en')} characters and ${MOST.lineBreaks.toLocaleString('en')} line breaks. Supply your own PDF under PDF in Field, or choose UBL or CII as the format.`,
	);

/**
 * Draws what the XML contains, including computed sums and values added by the node: people and programs must see the
 * same. The status comes from the item, because the XML has none, and a paid or void invoice must not show a QR code
 * for payment.
 */
async function draw(
	item: Invoice,
	xml: string,
	{ language, judged }: Drawing,
	now: Date,
): Promise<Result<Drawn>> {
	const { lines, taxes, status } = item;
	const rows = [lines, taxes, judged?.errors ?? [], judged?.warnings ?? []];
	if (rows.reduce((sum, { length }) => sum + length, 0) > MAX_ROWS) return tooMuch();
	const written = await readEInvoice(Buffer.from(xml, 'utf8'));
	if (!written.ok) return written;
	const shown = shownOf({ ...written.value, status }, judged, language);
	if (!isWithin(extentOf(shown.view), MOST)) return tooMuch();
	return ok(await runInSteps(drawInvoice(shown, now)));
}
