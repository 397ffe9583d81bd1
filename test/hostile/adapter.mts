/** Runs the Invoice node on a file, using the build in `dist`. */
import { createRequire } from 'node:module';
import type * as Create from '../../nodes/shared/einvoice/create';
import type * as GapList from '../../nodes/shared/einvoice/gapList';
import type * as Misnamed from '../../nodes/shared/einvoice/ownData/misnamed';
import type * as TakeItems from '../../nodes/shared/einvoice/ownData/takeItems';
import type * as Bounds from '../../nodes/shared/json/bounds';
import type * as Embed from '../../nodes/shared/einvoice/facturX/embed';
import type * as Hybrid from '../../nodes/shared/einvoice/facturX/hybrid';
import type * as Profile from '../../nodes/shared/einvoice/facturX/profile';
import type { Invoice } from '../../nodes/shared/invoice/schema';
import type * as Read from '../../nodes/shared/einvoice/read';
import type * as Languages from '../../nodes/shared/einvoice/show/languages/languages';
import type * as Show from '../../nodes/shared/einvoice/show/show';
import type * as Steps from '../../nodes/shared/steps';
import type * as Validate from '../../nodes/shared/einvoice/validate';

const require = createRequire(import.meta.url);
const { readFile } = require('../../dist/nodes/shared/einvoice/read.js') as typeof Read;
const { createUbl, createXml } = require('../../dist/nodes/shared/einvoice/create.js') as typeof Create;
const { validateFile } = require('../../dist/nodes/shared/einvoice/validate.js') as typeof Validate;
const { embedInvoice } = require('../../dist/nodes/shared/einvoice/facturX/embed.js') as typeof Embed;
const { hybridInvoice } = require('../../dist/nodes/shared/einvoice/facturX/hybrid.js') as typeof Hybrid;
const { showInvoice } = require('../../dist/nodes/shared/einvoice/show/show.js') as typeof Show;
const { languageOf } =
	require('../../dist/nodes/shared/einvoice/show/languages/languages.js') as typeof Languages;
const { runInSteps } = require('../../dist/nodes/shared/steps.js') as typeof Steps;
const { takeItems } = require('../../dist/nodes/shared/einvoice/ownData/takeItems.js') as typeof TakeItems;
const { withNames } = require('../../dist/nodes/shared/einvoice/ownData/misnamed.js') as typeof Misnamed;
const { oneByField } = require('../../dist/nodes/shared/einvoice/gapList.js') as typeof GapList;
const { excessOfValue } = require('../../dist/nodes/shared/json/bounds.js') as typeof Bounds;
const { profileOf } = require('../../dist/nodes/shared/einvoice/facturX/profile.js') as typeof Profile;

/** Read, then Create from the first invoice. Returns a summary of the outcome. */
export async function read(bytes: Buffer): Promise<string> {
	const invoice = await firstInvoiceIn(bytes);
	if (typeof invoice === 'string') return invoice;
	const { number, lines, issues } = invoice;
	const { xml, gaps } = await createUbl(invoice, { references: {}, unit: null, taxCategory: null });
	return `read: ${number ?? 'no number'}, ${lines.length} lines, ${issues.length} issues; written: ${Math.round(xml.length / 1024)} KB, ${gaps.length} gaps`;
}

/** Keeps nothing else of the file, as n8n keeps nothing else between two nodes. */
async function firstInvoiceIn(bytes: Buffer): Promise<Invoice | string> {
	const file = await readFile(bytes);
	return file.ok ? (file.value[0]?.invoice ?? 'read: no invoice') : `refused: ${file.error.message}`;
}

/** Read, then Show, and Create with a drawn PDF. */
export async function show(bytes: Buffer): Promise<string> {
	const invoice = await firstInvoiceIn(bytes);
	if (typeof invoice === 'string') return invoice;
	const language = languageOf('en');
	const page = await runInSteps(showInvoice(invoice, null, language));
	const { xml } = await createXml(invoice, { references: {}, unit: null, taxCategory: null }, 'cii');
	const drawn = await hybridInvoice(invoice, xml, null, null, { language, judged: null }, new Date(0));
	const sizeOf = ({ length }: string | Buffer) => `${Math.round(length / 1024)} KB`;
	return `page: ${page.ok ? sizeOf(page.value.html) : page.error.message}; drawn: ${drawn.ok ? sizeOf(drawn.value.bytes) : drawn.error.message}`;
}

const NO_ADDITIONS = { references: {}, unit: null, taxCategory: null };
const SETTINGS = {
	parties: {},
	references: {},
	defaults: { unit: null, taxCategory: null },
	zone: 'Europe/Berlin',
};

/** Create from a user's own data: the JSON of an item, or of the rows of an invoice. */
export async function create(bytes: Buffer): Promise<string> {
	const text = bytes.toString();
	if (!/^[[{]/.test(text)) return 'no JSON';
	const rows = [JSON.parse(text) as Record<string, unknown> | Array<Record<string, unknown>>].flat();
	const excess = rows
		.flatMap((row) => Object.values(row))
		.map(excessOfValue)
		.find((one) => one !== null);
	if (excess) return `refused: ${excess}`;
	const { item, isOwn, gaps, names } = await runInSteps(takeItems(rows, SETTINGS));
	const created = await createXml(item, NO_ADDITIONS, 'ubl');
	const found = withNames(oneByField([...gaps, ...created.gaps], item, isOwn), names);
	return `created: ${Math.round(created.xml.length / 1024)} KB, ${found.gaps.length} gaps, ${found.issues.length} issues`;
}

/** Embeds an invoice into somebody else's PDF, as Create does for Factur-X. */
export async function embed(bytes: Buffer): Promise<string> {
	const hybrid = await embedInvoice(bytes, Buffer.from('<Invoice/>'), profileOf(null), new Date(0));
	return hybrid.ok
		? `embedded: ${Math.round(hybrid.value.bytes.length / 1024)} KB, ${hybrid.value.obstacles.length} obstacles`
		: `refused: ${hybrid.error.message}`;
}

/** Validates by the rules of XRechnung, the largest set for both syntaxes. */
export async function validate(bytes: Buffer): Promise<string> {
	const validated = await validateFile(bytes, 'xrechnung');
	if (!validated.ok) return `refused: ${validated.error.message}`;
	const { errors, warnings } = validated.value.validation;
	const [first] = errors;
	return first?.rule === 'file'
		? `refused: ${first.message}`
		: `validated: ${errors.length} errors, ${warnings.length} warnings${errors.some(({ rule }) => rule === 'budget') ? ', ended by the budget' : ''}`;
}
