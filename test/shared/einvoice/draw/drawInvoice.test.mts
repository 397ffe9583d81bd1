import jsQR from 'jsqr';
import { drawInvoice, type Drawn } from '../../../../nodes/shared/einvoice/draw/drawInvoice';
import { ENGLISH } from '../../../../nodes/shared/einvoice/show/languages/english';
import type { Judged } from '../../../../nodes/shared/einvoice/show/judged';
import { epcText } from '../../../../nodes/shared/einvoice/show/epcCode';
import { shownOf } from '../../../../nodes/shared/einvoice/show/shown';
import { viewOf, type View } from '../../../../nodes/shared/einvoice/show/view';
import { embedInvoice } from '../../../../nodes/shared/einvoice/facturX/embed';
import { profileOf } from '../../../../nodes/shared/einvoice/facturX/profile';
import type { Invoice } from '../../../../nodes/shared/invoice/schema';
import { finish } from '../../../../nodes/shared/steps';
import { line, valid } from '../../../support/einvoice/items.mts';
import { hasProgram, pixelsOfPage, textsByPdfJs } from '../../../support/pdf/foreign.mts';

const NOW = new Date('2026-01-15T10:20:30Z');
const stepsOf = (item: Invoice, judged: Judged | null = null) =>
	drawInvoice(shownOf(item, judged, ENGLISH), NOW);
const drawn = (item: Invoice, judged: Judged | null = null): Drawn => finish(stepsOf(item, judged));

/** The texts on each page, as read by pdf.js. */
function pagesOf(drawing: Drawn): string[][] {
	const pages = textsByPdfJs({ 'a.pdf': drawing.bytes })['a.pdf']!;
	if (typeof pages === 'string') throw new Error(pages);
	return pages;
}
const everyText = (view: View): string[] =>
	[
		view.title,
		...view.facts.flatMap(({ label, value }) => [label, value]),
		...view.parties.flatMap(({ title, name, lines }) => [title, name, ...lines]),
		...view.lines.columns.map(({ label }) => label),
		...view.lines.rows.flat(),
		...view.taxes.rows.flat(),
		...view.totals.flatMap(({ label, value }) => [label, value]),
		...view.payment.facts.flatMap(({ label, value }) => [label, value]),
		...view.notes.flatMap(({ title, text }) => [title, text]),
	]
		.flatMap((text) => text.split('\n'))
		.filter((text) => text !== '');

test('every text of the view is on the page, and can be copied', () => {
	const item = valid();
	item.note = 'Danke – merci';
	const pages = pagesOf(drawn(item));
	expect(pages).toHaveLength(1);
	const missing = everyText(viewOf(item, ENGLISH)).filter((text) => !pages[0]!.includes(text));
	expect(missing).toEqual([]);
});

test('many lines go over several pages, each with the head of the table and its number', () => {
	const item = valid();
	item.lines = Array.from({ length: 120 }, (_, index) =>
		line({ id: String(index + 1), description: `Screw ${index + 1}`, quantity: 1, unitPrice: 1, net: 1 }),
	);
	const pages = pagesOf(drawn(item));
	expect(pages.length).toBeGreaterThan(2);
	for (const [index, page] of pages.entries()) {
		expect(page).toContain(`${index + 1} / ${pages.length}`);
		if (page.some((text) => text.startsWith('Screw'))) expect(page).toContain('Description');
	}
	const all = pages.flat();
	for (let index = 1; index <= 120; index++)
		expect(all.filter((text) => text === `Screw ${index}`)).toHaveLength(1);
});

test('a description that is longer than a page is there to its end', () => {
	const item = valid();
	const words = Array.from({ length: 3000 }, (_, index) => `w${index}`);
	item.lines[0]!.description = words.join(' ');
	item.note = words.map((word) => `n${word}`).join('\n');
	const all = pagesOf(drawn(item)).flat().join(' ').split(' ');
	const there = new Set(all);
	expect(words.filter((word) => !there.has(word) || !there.has(`n${word}`))).toEqual([]);
});

test.each(['Łódź, Żółć', 'Ελλάδα', 'Київ, Москва', 'İstanbul ığş', 'Ðảng', 'Țară', '€ £ ₺ ₴', '„a“ – …'])(
	'%s is shown',
	(text) => {
		const drawing = drawn({ ...valid(), note: text });
		expect(drawing.missing).toEqual([]);
		expect(pagesOf(drawing)[0]).toContain(text);
	},
);

test('decomposed characters are shown as one', () => {
	expect(pagesOf(drawn({ ...valid(), note: 'a\u0308' }))[0]).toContain('ä');
});

test('characters that the fonts do not have are named, each once, and a sign stands in their place', () => {
	const drawing = drawn({ ...valid(), note: '日本日' });
	expect(drawing.missing).toEqual(['日', '本']);
	expect(pagesOf(drawing)[0]).toContain('\ufffd\ufffd\ufffd');
});

test('invisible and control characters are left out', () => {
	expect(pagesOf(drawn({ ...valid(), note: 'a\u0000b\u202ec\td' }))[0]).toContain('abc d');
});

test('an invoice of which nothing is known is a page', () => {
	expect(
		pagesOf(drawn({ ...valid(), lines: [], taxes: [], seller: null, buyer: null, shipTo: null })),
	).toHaveLength(1);
});

const withPoppler = hasProgram('pdftoppm') ? test : test.skip;

withPoppler('the QR code of the transfer can be scanned, also behind many lines', () => {
	const item = { ...valid(), lines: Array.from({ length: 33 }, () => line({ net: 1 })) };
	for (const invoice of [valid(), item]) {
		const drawing = drawn(invoice);
		const pages = pagesOf(drawing);
		const page = pages.findIndex((texts) => texts.includes('Scan to pay')) + 1;
		const { data, width, height } = pixelsOfPage(drawing.bytes, page);
		const code = jsQR(data, width, height);
		expect(code && Buffer.from(code.binaryData).toString('utf8')).toBe(epcText(invoice));
	}
});

test('the QR code stays with the payment, and is not there where nobody transfers', () => {
	const files = Array.from({ length: 20 }, (_, index) => {
		const lines = Array.from({ length: 3 * index + 1 }, () => line({ net: 1 }));
		return [`${index}.pdf`, drawn({ ...valid(), lines }).bytes] as const;
	});
	for (const pages of Object.values(textsByPdfJs(Object.fromEntries(files)))) {
		const paying = (pages as string[][]).filter((page) => page.includes('Scan to pay'));
		expect(paying).toHaveLength(1);
		expect(paying[0]).toContain('Payment');
	}
	expect(pagesOf(drawn({ ...valid(), status: 'paid' })).flat()).not.toContain('Scan to pay');
});

test('what Validate found is there, over as many pages as it takes', () => {
	const finding = (message: string) => ({ rule: 'BR-1', path: '/Invoice', field: 'number', message });
	const errors = Array.from({ length: 300 }, (_, index) => finding(`Fault ${index}`));
	const texts = pagesOf(drawn(valid(), { rules: ['EN 16931'], errors, warnings: [finding('Odd')] })).flat();
	expect(texts).toEqual(expect.arrayContaining(['Validation', 'EN 16931', 'Errors', 'Warnings']));
	expect(texts.filter((text) => text.startsWith('Fault '))).toEqual(
		errors.map(({ message }) => `${message} (BR-1, number)`),
	);
	expect(texts).toContain('Odd (BR-1, number)');
	const none = pagesOf(drawn(valid(), { rules: ['EN 16931'], errors: [], warnings: [] })).flat();
	expect(none).toContain('Nothing is wrong by these rules.');
	expect(pagesOf(drawn(valid())).flat()).not.toContain('Validation');
});

test('nothing is known against it as PDF/A-3', async () => {
	const hybrid = await embedInvoice(drawn(valid()).bytes, Buffer.from('<a/>'), profileOf(null), NOW);
	expect(hybrid.ok && hybrid.value.obstacles).toEqual([]);
});

test('work grows with the lines, and lets others run in between', () => {
	const stepsFor = (count: number) => {
		const item = valid();
		item.lines = Array.from({ length: count }, () => line({ description: 'x', net: 1 }));
		const steps = stepsOf(item);
		let number = 0;
		while (!steps.next().done) number++;
		return number;
	};
	expect(stepsFor(2000) - stepsFor(1000)).toBe(5);
});

test('texts of many lines are drawn in linear work', () => {
	const drawnLines = (lines: number) => {
		const item = valid();
		item.lines[0]!.description = 'x\n'.repeat(lines);
		item.note = 'y\n'.repeat(lines);
		const steps = stepsOf(item);
		let number = 0;
		while (!steps.next().done) number++;
		return number;
	};
	const [once, twice] = [drawnLines(20_000), drawnLines(40_000)];
	expect(twice / once).toBeCloseTo(2, 1);
});

test('a cell of as many lines as the stack is high has a width', () => {
	const item = valid();
	item.lines[0]!.unit = 'u\n'.repeat(300_000);
	expect(drawn(item).bytes.length).toBeGreaterThan(1_000_000);
});
