import fc from 'fast-check';
import { DOMParser, type Document, type Element, type Node } from '@xmldom/xmldom';
import { showInvoice } from '../../../../nodes/shared/einvoice/show/show';
import { shownOf } from '../../../../nodes/shared/einvoice/show/shown';
import type { Judged } from '../../../../nodes/shared/einvoice/show/judged';
import { LANGUAGES } from '../../../../nodes/shared/einvoice/show/languages/languages';
import { ENGLISH } from '../../../../nodes/shared/einvoice/show/languages/english';
import { GERMAN } from '../../../../nodes/shared/einvoice/show/languages/german';
import { STYLE } from '../../../../nodes/shared/einvoice/show/style';
import { visible } from '../../../../nodes/shared/einvoice/show/visible';
import { invoiceOf } from '../../../../nodes/shared/invoice/build';
import type { Invoice } from '../../../../nodes/shared/invoice/schema';
import { finish } from '../../../../nodes/shared/steps';
import { valid } from '../../../support/einvoice/items.mts';

const JUDGED: Judged = {
	rules: ['EN 16931', 'Peppol BIS Billing 3'],
	errors: [{ rule: 'BR-16', path: '/Invoice', field: 'lines', message: 'An invoice has a line' }],
	warnings: [{ rule: 'R-1', path: '/Invoice/ID', field: null, message: 'Look at this' }],
};

/** An item with everything that is shown. */
function full(): Invoice {
	const invoice = valid();
	invoice.note = 'Thank you\nfor your order';
	Object.assign(invoice.payment!, { reference: 'RF18539007547034', terms: '14 days net' });
	return invoice;
}

function shown(invoice: Invoice, judged: Judged | null = null, language = ENGLISH) {
	const result = finish(showInvoice(invoice, judged, language));
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

/** The page parsed as strict XML: void elements must be closed, and there must be no HTML entities. */
function parsed(html: string): Document {
	const faults: string[] = [];
	const xml = html
		.replace('<!DOCTYPE html>\n', '')
		.replace(/<(meta [^>]*)>/g, '<$1/>')
		.replaceAll('<br>', '<br/>');
	const document = new DOMParser({ onError: (_, message) => void faults.push(message) }).parseFromString(
		xml,
		'text/xml',
	);
	expect(faults).toEqual([]);
	return document;
}

const elementsOf = (html: string): Element[] => [...parsed(html).getElementsByTagName('*')];

/** The names of all elements and their attributes with values, without texts. */
const skeleton = (html: string) =>
	elementsOf(html).map(({ tagName, attributes }) => {
		const named = [...attributes].map(({ name, value }) => `${name}=${value}`);
		return [tagName, ...named].join(' ').replace(/ short\b/, '');
	});

const TEXTS = ['title', 'h1', 'h2', 'h3', 'p', 'dt', 'dd', 'th', 'td', 'li', 'figcaption'];

/** The texts on the page in order, line by line. */
function linesOf(html: string): string[] {
	const contentOf = (node: Node): string =>
		[...node.childNodes]
			.map((child) => (child.nodeName === 'br' ? '\n' : (child.nodeValue ?? contentOf(child))))
			.join('');
	return elementsOf(html)
		.filter(({ tagName }) => TEXTS.includes(tagName))
		.flatMap((element) => contentOf(element).split('\n'))
		.filter((line) => line.trim() !== '');
}

test('the page of an invoice with everything', () => {
	const { html, text } = shown(full(), JUDGED, GERMAN);
	expect(linesOf(html)).toEqual(
		expect.arrayContaining([
			'Rechnung R-1',
			'Seller GmbH',
			'15.01.2026',
			'10,00',
			'101,00 EUR',
			'Zahlen mit QR-Code',
		]),
	);
	expect(text).toMatchSnapshot();
	expect(skeleton(html)).toMatchSnapshot();
});

test('is self-contained: no script, no link, no address, no handler, nothing loaded', () => {
	const { html } = shown(full(), JUDGED);
	expect(new Set(elementsOf(html).map(({ tagName }) => tagName))).toEqual(
		new Set([
			...[
				'html',
				'head',
				'meta',
				'title',
				'style',
				'body',
				'main',
				'h1',
				'h2',
				'h3',
				'div',
				'section',
				'p',
				'br',
				'dl',
			],
			...[
				'dt',
				'dd',
				'table',
				'thead',
				'tbody',
				'tr',
				'th',
				'td',
				'figure',
				'svg',
				'path',
				'figcaption',
				'ul',
				'li',
			],
		]),
	);
	const attributes = new Set(
		elementsOf(html).flatMap((element) => [...element.attributes].map(({ name }) => name)),
	);
	expect([...attributes].sort()).toEqual([
		'aria-hidden',
		'charset',
		'class',
		'content',
		'd',
		'dir',
		'fill',
		'http-equiv',
		'lang',
		'name',
		'scope',
		'shape-rendering',
		'viewBox',
	]);
	expect(html).not.toMatch(/https?:|url\(|@import|javascript:/i);
	expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
	expect(STYLE).not.toMatch(/[<>&]/);
});

const HOSTILE = [
	'<script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	"' onmouseover='alert(1)",
	'</style><style>*{display:none}',
	'</title></head><body>',
	'javascript:alert(1)',
	'&lt;b&gt; &amp; &#x3c;',
	'<!-- ]]> -->',
	'\u202e00.101\u202c',
	'\u2066a\u2069\u200f',
	'a\u0000b\u001b[31m\u007f\u0085',
	'\ud800',
	'https://example.com/?a=1&b=<2>',
];
const anyText = fc.oneof(
	fc.constantFrom(...HOSTILE),
	fc.string({ unit: 'binary' }),
	fc.array(fc.constantFrom(...'<>&"\'=/! \n\r\u2028aA0;#x')).map((characters) => characters.join('')),
);

/** Replaces every text of an invoice and its findings with a stranger's. */
function filled(texts: readonly string[]): [Invoice, Judged] {
	let at = 0;
	const next = () => `T${texts[at++ % texts.length]}`;
	const replaced = (value: unknown, key: string): unknown => {
		if (typeof value === 'string') {
			return ['kind', 'status', 'currency', 'iban', 'method', 'taxCategory'].includes(key) ||
				/^\d{4}-/.test(value)
				? value
				: next();
		}
		if (Array.isArray(value)) return value.map((entry) => replaced(entry, key));
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, replaced(entry, name)]));
	};
	const invoice = replaced(full(), '') as Invoice;
	return [invoice, replaced(JUDGED, '') as Judged];
}

test('no text makes an element, an attribute or a style of its own', () => {
	const [plain, judged] = filled(['x']);
	const ignored = (part: string) => !/^(br|path|svg|figure|figcaption)/.test(part);
	const expected = skeleton(shown(plain, judged).html).filter(ignored);
	fc.assert(
		fc.property(fc.array(anyText, { minLength: 1, maxLength: 8 }), (texts) => {
			const { html, text } = shown(...filled(texts));
			expect(skeleton(html).filter(ignored)).toEqual(expected);
			const controls = /(?!\n)\p{Cc}|\p{Cs}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
			expect(html.replace(STYLE, '')).not.toMatch(controls);
			expect(text).not.toMatch(controls);
		}),
		{ numRuns: 60 },
	);
});

test('a text that is escaped reads as it was written', () => {
	const invoice = full();
	invoice.note = HOSTILE.join('|');
	expect(linesOf(shown(invoice).html).join('\n')).toContain(visible(invoice.note).split('\n')[0]);
	expect(shown(invoice).text).toContain(visible(invoice.note).split('\n')[0]);
});

test('the plain text has all that the page has, and in its unindented lines nothing but what is labelled', () => {
	fc.assert(
		fc.property(
			fc.array(anyText, { minLength: 1, maxLength: 8 }),
			fc.constantFrom(...LANGUAGES),
			(texts, language) => {
				const [invoice, judged] = filled(texts);
				const { html, text } = shown(invoice, judged, language);
				const squeezed = (value: string) => value.replace(/[\s,]+/g, '');
				const all = squeezed(text);
				const { labels } = language;
				const unlabelled = [
					labels.description,
					labels.position,
					labels.taxCategory,
					labels.scanToPay,
					labels.taxRate,
				];
				const missing = linesOf(html).filter(
					(line) => !unlabelled.includes(line) && !all.includes(squeezed(line)),
				);
				expect(missing).toEqual([]);
				const [, , ...rest] = text.split('\n');
				const known = Object.values(labels);
				const foreign = rest.filter(
					(line) =>
						!/^( {2}|- |$)/.test(line) &&
						!known.some((label) => line === label || line.startsWith(`${label}: `)),
				);
				expect(foreign).toEqual([]);
			},
		),
		{ numRuns: 60 },
	);
});

test('there is a code where a transfer is due, and none otherwise', () => {
	expect(shown(full()).html).toContain('<svg');
	const foreign = full();
	foreign.currency = 'USD';
	expect(shown(foreign).html).not.toContain('<svg');
});

test('the path of the code has exactly its dark modules', () => {
	const { code } = shownOf(full(), null, ENGLISH);
	const [, d] = /<path d="([^"]+)"/.exec(shown(full()).html)!;
	const side = code!.modules.length;
	const drawn = Array.from({ length: side }, () => Array<boolean>(side).fill(false));
	for (const [, x, y, length] of d.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g)) {
		drawn[Number(y) - 4]!.fill(true, Number(x) - 4, Number(x) - 4 + Number(length));
	}
	expect(drawn).toEqual(code!.modules);
});

test('an invoice without findings says so; one that was not validated says nothing of it', () => {
	const checked = shown(full(), { rules: ['EN 16931'], errors: [], warnings: [] });
	expect(checked.text).toContain('Validation\n  Rules: EN 16931\n  Nothing is wrong by these rules.');
	expect(shown(full()).text).not.toContain('Validation');
});

test('nothing to show is an error, and so is more than a page can show', () => {
	expect(finish(showInvoice(invoiceOf({}), null, ENGLISH))).toMatchObject({ ok: false });
	const long = full();
	long.lines = Array.from({ length: 20_001 }, () => long.lines[0]!);
	expect(finish(showInvoice(long, null, ENGLISH))).toMatchObject({
		ok: false,
		error: {
			message: 'The invoice has more than 20000 lines, taxes and findings, too many for a page',
		},
	});
	const wordy = full();
	for (const note of ['"'.repeat(3_000_000), `a${'\n'.repeat(100_001)}b`]) {
		wordy.note = note;
		expect(finish(showInvoice(wordy, null, ENGLISH))).toMatchObject({
			ok: false,
			error: { message: 'The texts of the invoice are too long to be shown' },
		});
	}
});

test('many lines are shown in as many more steps', () => {
	const steps = (count: number) => {
		const invoice = full();
		invoice.lines = Array.from({ length: count }, () => invoice.lines[0]!);
		const run = showInvoice(invoice, null, ENGLISH);
		let taken = 0;
		while (!run.next().done) taken++;
		return taken;
	};
	expect(steps(2_001)).toBe(2 + 2 * 4);
	expect(steps(4_001)).toBe(2 + 2 * 8);
});
