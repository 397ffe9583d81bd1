/** Behaviour common to both syntaxes, on the samples that contain every term of the norm. */
import fc from 'fast-check';
import { readDocument } from '../../../../nodes/shared/einvoice/readers';
import { Findings } from '../../../../nodes/shared/invoice/findings';
import { invoiceOf } from '../../../../nodes/shared/invoice/build';
import { invoiceSchema, type Invoice } from '../../../../nodes/shared/invoice/schema';
import { finish } from '../../../../nodes/shared/steps';
import { xmlInSteps } from '../../../../nodes/shared/xml/parse';
import { localName, type XmlElement } from '../../../../nodes/shared/xml/element';
import { change, codes } from '../../../support/einvoice/documents.mts';
import { CII, CREDIT_NOTE, golden, read, UBL } from '../../../support/einvoice/norm.mts';

const SYNTAXES = [
	['UBL', UBL],
	['CII', CII],
] as const;

/** Replaces an element's content that both syntaxes write alike. */
const withValue = (xml: string, from: string, to: string) => change(xml, [`>${from}<`, `>${to}<`]);

describe.each(SYNTAXES)('%s', (syntax, xml) => {
	test('every term of the norm is in its place', async () => {
		const invoice = await read(xml);
		expect(invoice).toEqual(golden('invoice.json'));
		expect(invoiceSchema.strict().parse(invoice)).toEqual(invoice);
		expect(invoice).not.toHaveProperty('raw');
	});

	test.each([
		['389', 'invoice'],
		['326', 'invoice'],
		['386', 'invoice'],
		['877', 'invoice'],
		['384', 'corrective'],
		['325', 'proForma'],
		['381', 'creditNote'],
		['261', 'creditNote'],
		['396', 'creditNote'],
	])('the type %s is %s', async (code, kind) => {
		const invoice = await read(withValue(xml, '380', code));
		// UBL's root element determines the kind, so the type contradicts it.
		const contradicts = syntax === 'UBL' && kind === 'creditNote';
		expect(invoice.kind).toBe(contradicts ? 'invoice' : kind);
		expect(invoice.references.documentType).toBe(code);
		expect(codes(invoice)).toEqual(contradicts ? ['kind-contradicts kind'] : []);
	});

	test.each(['999', '220', '38', 'constructor'])('the type %s is not known', async (code) => {
		const invoice = await read(withValue(xml, '380', code));
		expect(invoice.kind).toBe(syntax === 'UBL' ? 'invoice' : null);
		expect(codes(invoice)).toEqual(['kind-unknown kind']);
	});

	test('amounts are exact, negative ones stay negative', async () => {
		const lineTotal = (value: string) => withValue(xml, '84.00', value);
		expect((await read(lineTotal('-0.10'))).totals.lines).toBe(-0.1);
		expect((await read(lineTotal('.5'))).totals.lines).toBe(0.5);
		expect((await read(lineTotal(' 1.005 '))).totals.lines).toBe(1.005);
		expect((await read(lineTotal('+84.'))).totals.lines).toBe(84);
		for (const text of ['1,234.50', '84 EUR', '1e3', '8.4E1', '0x10', 'NaN', 'INF', '8 4']) {
			const invoice = await read(lineTotal(text));
			expect(invoice.totals.lines).toBeNull();
			expect(codes(invoice)).toEqual(['amount-unknown totals.lines']);
		}
		const long = await read(lineTotal('12345678901234567.89'));
		expect(long.totals.lines).toBeNull();
		expect(long.issues[0]?.message).toBe(
			'12345678901234567.89 has more digits than a number can hold exactly',
		);
	});

	test('sums that do not add up are issues, and the figures stay as sent', async () => {
		for (const [from, to, path] of [
			['84.00', '85.00', 'totals.lines'],
			['90.00', '91.00', 'totals.net'],
			['95.70', '95.71', 'totals.gross'],
			['76.00', '76.01', 'totals.due'],
		] as const) {
			expect(codes(await read(withValue(xml, from, to)))).toContain(`sum-mismatch ${path}`);
		}
		const charges = await read(change(xml, [/(ChargeTotalAmount[^>]*>)10.00/, '$111.00']));
		expect(charges.totals.charges).toBe(11);
		expect(codes(charges)).toContain('sum-mismatch totals.charges');
	});

	test('a total of discounts that was not sent is the sum of those that were', async () => {
		const invoice = await read(
			change(xml, [/<\w+:AllowanceTotalAmount.*>/, ''], [/<\w+:ChargeTotalAmount.*>/, '']),
		);
		expect(invoice.totals).toMatchObject({ discount: 4, charges: 10 });
		expect(invoice.issues).toEqual([]);
	});

	test('a price for several that is no exact price for one is left out, and said', async () => {
		const invoice = await read(change(xml, [/(Bas\w+Quantity unitCode="EA">)5/, '$17']));
		expect(invoice.lines[0]).toMatchObject({ unitPrice: null, unitPriceIncludesTax: null, net: 24 });
		expect(invoice.issues).toEqual([
			{
				code: 'price-not-per-unit',
				path: 'lines[0].unitPrice',
				message: 'The price is 12.5 for 7 EA, which is no exact price for one unit of the quantity',
			},
			{
				code: 'line-mismatch',
				path: 'lines[0].net',
				message: '24 was sent, but 10 at 12.5 for 7 less 1 is 16.8571',
			},
		]);
		for (const basis of ['unitCode="EA">0', 'unitCode="KGM">5']) {
			const other = await read(change(xml, [/(Bas\w+Quantity )unitCode="EA">5/, `$1${basis}`]));
			expect(other.lines[0].unitPrice).toBeNull();
			expect(codes(other)).toEqual(['price-not-per-unit lines[0].unitPrice']);
		}
	});

	test('what is no IBAN is an account number', async () => {
		const wrong = await read(withValue(xml, 'DE02120300000000202051', 'DE02120300000000202052'));
		expect(wrong.payment).toMatchObject({ iban: null, accountNumber: 'DE02120300000000202052' });
		const spaced = await read(withValue(xml, 'DE02120300000000202051', 'de02 1203 0000 0000 2020 51'));
		expect(spaced.payment).toMatchObject({ iban: 'DE02120300000000202051', accountNumber: null });
	});

	test('an unknown currency or country is null and an issue', async () => {
		const invoice = await read(change(xml, ['CurrencyCode>EUR<', 'CurrencyCode>EUX<'], ['>AT<', '>AU7<']));
		expect(invoice.currency).toBeNull();
		expect(invoice.buyer?.address?.countryCode).toBeNull();
		expect(codes(invoice)).toContain('currency-unknown currency');
		expect(codes(invoice)).toContain('country-unknown buyer.address.countryCode');
		expect(invoice.issues[0]?.message).not.toContain('raw');
	});

	test('a credit note with negative amounts keeps them, and says so', async () => {
		const invoice =
			syntax === 'UBL'
				? await read(change(CREDIT_NOTE, ['>10.71<', '>-10.71<']))
				: await read(change(xml, ['Code>380<', 'Code>381<'], ['>95.70<', '>-95.70<']));
		expect(invoice.kind).toBe('creditNote');
		expect(codes(invoice)).toContain('credit-note-negative totals.gross');
		const corrective = await read(change(xml, ['Code>380<', 'Code>384<'], ['>95.70<', '>-95.70<']));
		expect(codes(corrective)).not.toContain('credit-note-negative totals.gross');
	});

	test('a bare document is an invoice of which little is known', async () => {
		const root = /<(\w+:)?(?:Invoice|CrossIndustryInvoice)[^>]*>/.exec(xml)?.[0] ?? '';
		const invoice = await read(root.replace(/>$/, '/>'));
		const known = syntax === 'UBL' ? { kind: 'invoice' as const } : {};
		expect({ ...invoice, issues: [] }).toEqual(invoiceOf(known));
		expect(codes(invoice)).toEqual([
			...(syntax === 'UBL' ? [] : ['kind-unknown kind']),
			...['lines', 'net', 'gross', 'due'].map((field) => `figure-missing totals.${field}`),
			...[
				'lines-missing lines',
				'number-missing number',
				'issue-date-missing issueDate',
				'currency-missing currency',
			],
			...['seller-name-missing seller.name', 'buyer-name-missing buyer.name'],
		]);
	});

	test('every value of the sample is read, but for those that have no place', async () => {
		const parsed = finish(xmlInSteps(Buffer.from(xml)));
		if (!parsed.ok) throw new Error(parsed.error.message);
		const before = JSON.stringify(readTree(parsed.value));
		const leaves = leavesOf(parsed.value);
		const read = new Set(
			leaves.filter((leaf) => JSON.stringify(readTree(leaf.change)) !== before).map(({ path }) => path),
		);
		const ignored = leaves.map(({ path }) => path).filter((path) => !read.has(path));
		expect([...new Set(ignored)].sort()).toEqual(IGNORED[syntax]);
	});

	test('the reader is total on changed documents', () => {
		const parsed = finish(xmlInSteps(Buffer.from(xml)));
		if (!parsed.ok) throw new Error(parsed.error.message);
		const leaves = leavesOf(parsed.value);
		fc.assert(
			fc.property(fc.nat(leaves.length - 1), junk, (index, text) => {
				expectFits(readTree(leavesOf(parsed.value, text)[index].change));
			}),
		);
	});
});

/** Values without a place in the normal form; docs/reading.md lists them. */
const IGNORED = {
	UBL: [
		'AllowanceCharge/TaxCategory/TaxScheme/ID',
		'InvoiceLine/Item/ClassifiedTaxCategory/TaxScheme/ID',
		'PaymentMeans/CardAccount/NetworkID',
	],
	CII: [
		'SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement/SpecifiedProcuringProject/Name',
		'SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/SpecifiedTradeAllowanceCharge/CategoryTradeTax/TypeCode',
		'SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem/SpecifiedLineTradeSettlement/ApplicableTradeTax/TypeCode',
	],
};

/** For every value in a tree, a copy in which it is changed. */
function leavesOf(root: XmlElement, text = 'changed'): Array<{ path: string; change: XmlElement }> {
	const leaves: Array<{ path: string; change: XmlElement }> = [];
	const visit = (element: XmlElement, path: string[], rebuild: (changed: XmlElement) => XmlElement) => {
		for (const name of element.attributes.keys()) {
			const attributes = new Map([...element.attributes, [name, text]]);
			leaves.push({ path: [...path, `@${name}`].join('/'), change: rebuild({ ...element, attributes }) });
		}
		if (element.children.length === 0) {
			leaves.push({ path: path.join('/'), change: rebuild({ ...element, text }) });
		}
		element.children.forEach((child, index) =>
			visit(child, [...path, localName(child.name)], (changed) =>
				rebuild({ ...element, children: element.children.with(index, changed) }),
			),
		);
	};
	visit(root, [], (changed) => changed);
	return leaves;
}

function readTree(root: XmlElement): Invoice {
	const findings = new Findings('');
	const known = finish(readDocument(root, findings));
	return invoiceOf({ ...known, issues: findings.issues });
}

const expectFits = (invoice: Invoice) => {
	expect(invoiceSchema.strict().safeParse(invoice).error).toBeUndefined();
};

const junk = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.constantFrom(
		'',
		' ',
		'-1',
		'1e400',
		'1e39',
		'0.1',
		'20250230',
		'2025-02-30',
		'99999999999999999999',
		'#AAA#',
		'NA',
	),
);

describe('trees of any shape', () => {
	const words = [...new Set([...UBL, ...'\n', ...CII].join('').match(/(?<=[<:])[A-Z]\w+/g))];
	const tree: fc.Memo<XmlElement> = fc.memo((depth) =>
		fc.record({
			name: fc.oneof(fc.constantFrom(...words), fc.string()),
			attributes: fc
				.array(fc.tuple(fc.constantFrom('schemeID', 'unitCode', 'currencyID', 'format', 'name'), junk))
				.map((entries) => new Map(entries)),
			children: depth <= 1 ? fc.constant([]) : fc.array(tree(), { maxLength: 6 }),
			text: junk,
			line: fc.constant(1),
			column: fc.constant(1),
			document: fc.constant({ repeated: new Map<XmlElement, XmlElement>() }),
		}),
	);
	const roots = [UBL, CREDIT_NOTE, CII].map((xml) => {
		const parsed = finish(xmlInSteps(Buffer.from(xml)));
		if (!parsed.ok) throw new Error(parsed.error.message);
		return parsed.value;
	});

	test('the readers are total', () => {
		fc.assert(
			fc.property(fc.constantFrom(...roots), fc.array(tree(5), { maxLength: 20 }), (root, children) => {
				expectFits(readTree({ ...root, children }));
			}),
			{ numRuns: 300 },
		);
	});

	test('also where subtrees of the samples are swapped', () => {
		const subtrees = (element: XmlElement): XmlElement[] => [element, ...element.children.flatMap(subtrees)];
		const all = roots.flatMap(subtrees);
		fc.assert(
			fc.property(
				fc.constantFrom(...roots),
				fc.infiniteStream(fc.nat(all.length - 1)),
				fc.infiniteStream(fc.nat(9)),
				(root, picks, rolls) => {
					const mutate = (element: XmlElement): XmlElement => ({
						...element,
						children: element.children.flatMap((child) => {
							const roll = rolls.next().value;
							if (roll === 0) return [];
							if (roll === 1) return [mutate(child), child];
							return roll === 2 ? [{ ...all[picks.next().value], name: child.name }] : [mutate(child)];
						}),
					});
					expectFits(readTree(mutate(root)));
				},
			),
			{ numRuns: 300 },
		);
	});
});
