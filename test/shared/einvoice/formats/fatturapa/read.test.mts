import fc from 'fast-check';
import { readEInvoice, readFile } from '../../../../../nodes/shared/einvoice/read';
import { invoiceSchema, type Invoice } from '../../../../../nodes/shared/invoice/schema';
import { golden, read, sample } from '../../../../support/einvoice/norm.mts';

const SAMPLE = sample('fatturapa.xml');

/** The sample with each text replaced; each must occur in it. */
function changed(...changes: Array<[from: string, to: string]>): string {
	return changes.reduce((xml, [from, to]) => {
		expect(xml).toContain(from);
		return xml.replace(from, to);
	}, SAMPLE);
}

const codes = ({ issues }: { issues: Array<{ code: string; path: string }> }) =>
	issues.map(({ code, path: at }) => `${code} ${at}`);

test('the sample is the item that was looked at', async () => {
	const item = await read(SAMPLE);
	expect(item).toEqual(golden('fatturapa.json'));
	expect(invoiceSchema.safeParse(item).error).toBeUndefined();
	expect(item.issues).toEqual([]);
});

const FURTHER = ['credit-note', 'fine-amounts', 'lot'];

async function further(name: string): Promise<Invoice[]> {
	const result = await readFile(Buffer.from(sample(`fatturapa-${name}.xml`)));
	return result.ok ? result.value.map(({ invoice }) => invoice) : [];
}

test.each(FURTHER)('the sample of a %s is the items that were looked at', async (name) => {
	const items = await further(name);
	expect(items).toEqual(golden(`fatturapa-${name}.json`));
	for (const item of items) expect(invoiceSchema.safeParse(item).error).toBeUndefined();
});

test('what is due in the samples was computed by hand, and no sum contradicts another', async () => {
	const all = (await Promise.all(FURTHER.map(further))).flat();
	expect(
		all.map(({ number, kind, dueDate, totals: { gross, withheld, paid, rounding, due } }) => [
			...[number, kind, dueDate, gross, withheld, paid, rounding, due],
		]),
	).toEqual([
		['NC 2026/3', 'creditNote', null, 244, null, null, -18, 226],
		['H-118', 'invoice', '2026-06-03', 248.58, null, null, null, 248.58],
		['2026/21', 'invoice', '2026-07-01', 1270, null, 221.92, null, 1048.08],
		['2026/22', 'invoice', '2026-07-02', 1696, 396.8, null, 2, 1301.2],
	]);
	expect(new Set(all.flatMap(({ issues }) => issues.map(({ code }) => code)))).toEqual(
		new Set(['total-behind-tax', 'more-digits-than-currency']),
	);
});

test('a negative credit note is an issue', async () => {
	const xml = changed(['>TD01<', '>TD04<'], ['>1561.12<', '>-1561.12<']);
	expect(codes(await read(xml))).toContain('credit-note-negative totals.gross');
});

test('what it is about', async () => {
	expect(await read(SAMPLE)).toMatchObject({
		number: '2026/17',
		kind: 'invoice',
		issueDate: '2026-03-31',
		seller: { taxId: 'IT01234567890', registrationId: '01234567890' },
		buyer: { name: 'Mario Rossi', firstName: 'Mario', taxId: 'RSSMRA80A01H501U', companyName: null },
		totals: { lines: 1252, charges: 46, net: 1298, tax: 263.12, gross: 1561.12, withheld: 230, due: 1331.12 },
		payment: { method: '30', iban: 'IT60X0542811101000000123456', bic: 'BLOPIT22' },
	});
});

test.each([
	['the namespace on every element', SAMPLE.replace('xmlns:p=', 'xmlns=').replaceAll('p:Fattura', 'Fattura')],
	['no namespace at all', SAMPLE.replace(/ xmlns:p="[^"]*"/, '').replaceAll('p:Fattura', 'Fattura')],
	[
		'the namespace of version 1.1',
		SAMPLE.replace(/xmlns:p="[^"]*"/, 'xmlns:p="http://www.fatturapa.gov.it/sdi/fatturapa/v1.1"'),
	],
])('is read with %s', async (_what, xml) => {
	expect(await read(xml)).toEqual(golden('fatturapa.json'));
});

test.each([
	['TD01', 'invoice'],
	['TD04', 'creditNote'],
	['TD05', 'invoice'],
	['TD08', 'creditNote'],
	['TD17', 'invoice'],
	['TD24', 'invoice'],
	['TD28', 'invoice'],
])('%s is an %s', async (type, kind) => {
	const item = await read(changed(['>TD01<', `>${type}<`]));
	expect([item.kind, item.references.documentType, codes(item)]).toEqual([kind, type, []]);
});

test('an unknown type of document is an issue', async () => {
	expect(codes(await read(changed(['>TD01<', '>TD99<'])))).toEqual(['kind-unknown kind']);
});

test.each([
	['N1', 'E'],
	['N2.1', 'O'],
	['N2.2', 'O'],
	['N3', 'Z'],
	['N3.1', 'G'],
	['N3.2', 'K'],
	['N3.3', 'G'],
	['N3.5', 'Z'],
	['N4', 'E'],
	['N5', 'E'],
	['N6', 'AE'],
	['N6.9', 'AE'],
	['N7', 'O'],
])('Natura %s is the category %s', async (nature, category) => {
	const item = await read(SAMPLE.replaceAll('>N4<', `>${nature}<`));
	expect([item.lines[3]!.taxCategory, item.taxes[2]!.category, item.taxes[2]!.name]).toEqual([
		category,
		category,
		`IVA ${nature}`,
	]);
	expect(item.issues).toEqual([]);
});

test('an unknown Natura is no category, and an issue', async () => {
	const item = await read(SAMPLE.replaceAll('>N4<', '>X9<'));
	expect(item.taxes[2]!.category).toBeNull();
	expect(codes(item)).toEqual([
		'tax-category-unknown lines[3].taxCategory',
		'tax-category-unknown taxes[2].category',
	]);
});

test('in split payment the tax is paid to the treasury, and what is due is without it', async () => {
	const item = await read(
		changed(['<EsigibilitaIVA>I<', '<EsigibilitaIVA>S<'], ['>665.56<', '>534.00<'], ['>665.56<', '>534.00<']),
	);
	expect(item.totals).toMatchObject({ gross: 1561.12, withheld: 230, paid: 263.12, due: 1068 });
	expect([item.taxes[0]!.category, ...item.lines.map(({ taxCategory }) => taxCategory)]).toEqual([
		...['B', 'B', 'B', 'E', 'E'],
	]);
	expect(item.issues).toEqual([]);
});

describe('discounts', () => {
	const line = (price: string, entries: string, total: string) =>
		changed([
			'<PrezzoUnitario>100.00</PrezzoUnitario>\n        <ScontoMaggiorazione><Tipo>SC</Tipo><Percentuale>10.00</Percentuale></ScontoMaggiorazione>\n        <PrezzoTotale>900.00</PrezzoTotale>',
			`<PrezzoUnitario>${price}</PrezzoUnitario>${entries}<PrezzoTotale>${total}</PrezzoTotale>`,
		]);
	const entry = (type: string, name: string, value: string) =>
		`<ScontoMaggiorazione><Tipo>${type}</Tipo><${name}>${value}</${name}></ScontoMaggiorazione>`;

	test.each([
		['an amount is of one piece', '100.00', entry('SC', 'Importo', '10.00'), 100],
		[
			'one after the other',
			'125.00',
			entry('SC', 'Percentuale', '20.00') + entry('SC', 'Percentuale', '10.00'),
			350,
		],
		['a negative amount is a discount all the same', '100.00', entry('SC', 'Importo', '-10.00'), 100],
		['a surcharge is less than no discount', '80.00', entry('MG', 'Importo', '10.00'), -100],
	])('%s', async (_what, price, entries, discount) => {
		const item = await read(line(price, entries, '900.00'));
		expect([item.lines[0]!.discount, item.issues]).toEqual([discount, []]);
	});

	test('surcharges that make a price of more digits than a document can have are not read', async () => {
		const surcharge = entry('MG', 'Percentuale', '9'.repeat(50));
		const many = await read(line('100.00', surcharge.repeat(1000), '900.00'));
		expect([many.lines[0]!.discount, codes(many)]).toEqual([
			null,
			['amount-not-exact lines[0].discount', 'line-mismatch lines[0].net'],
		]);
		expect(many.issues[0]!.message.length).toBeLessThan(200);
	});

	test('a line that is not its price less the discount is an issue', async () => {
		expect(codes(await read(line('100.00', entry('SC', 'Percentuale', '20.00'), '900.00')))).toEqual([
			'line-mismatch lines[0].net',
		]);
	});

	const total = (content: string, sum: string, due: string) =>
		changed(
			[
				'<ImportoTotaleDocumento>1561.12</ImportoTotaleDocumento>',
				`${content}<ImportoTotaleDocumento>${sum}</ImportoTotaleDocumento>`,
			],
			['>665.56<', `>${due}<`],
			['>665.56<', '>0.00<'],
		);

	test('one on the whole document that is behind the tax changes what is due, and is an issue', async () => {
		const item = await read(total(entry('SC', 'Importo', '500.00'), '1061.12', '831.12'));
		expect(item.totals).toMatchObject({
			discount: null,
			net: 1298,
			gross: 1561.12,
			rounding: -500,
			due: 831.12,
		});
		expect(codes(item)).toEqual(['total-behind-tax totals.rounding']);
	});

	test('one that is in the taxable amounts is a discount', async () => {
		const item = await read(
			total(entry('SC', 'Importo', '100.00'), '1461.12', '1231.12').replace(
				'>100.00</ImponibileImporto>',
				'>0.00</ImponibileImporto>',
			),
		);
		expect(item.totals).toMatchObject({
			discount: 100,
			charges: 46,
			net: 1198,
			gross: 1461.12,
			due: 1231.12,
		});
		expect(item.issues).toEqual([]);
	});

	test('stamp duty that no line has is behind the tax, too; a rounding needs no issue', async () => {
		const duty = await read(total('', '1563.12', '1333.12'));
		expect(duty.totals).toMatchObject({ gross: 1561.12, rounding: 2, due: 1333.12 });
		expect(codes(duty)).toEqual(['total-behind-tax totals.rounding']);
		const rounded = await read(
			total('', '1561.00', '1331.00').replace(
				'</ImportoTotaleDocumento>',
				'</ImportoTotaleDocumento><Arrotondamento>-0.12</Arrotondamento>',
			),
		);
		expect(rounded.totals).toMatchObject({ gross: 1561.12, rounding: -0.12, due: 1331 });
		expect(rounded.issues).toEqual([]);
	});

	test('stamp duty is 2 where its amount is left out', async () => {
		const item = await read(total('', '1563.12', '1333.12').replace('<ImportoBollo>2.00</ImportoBollo>', ''));
		expect([item.totals.rounding, item.references.stampDuty]).toEqual([2, '2.00']);
		expect(codes(item)).toEqual(['total-behind-tax totals.rounding']);
	});

	test('a total that nothing explains is an issue', async () => {
		expect(codes(await read(total('', '1600.00', '1331.12')))).toContain('sum-mismatch totals.gross');
	});
});

test('one instalment has a due date; without payment, what is due follows from the total', async () => {
	const one = await read(
		SAMPLE.replace(/<DettaglioPagamento>.*2026-05-31.*\n/, '').replace('>665.56<', '>1331.12<'),
	);
	expect([one.dueDate, one.payment!.terms, one.totals.due]).toEqual(['2026-04-30', null, 1331.12]);
	const none = await read(SAMPLE.replace(/<DatiPagamento>.*<\/DatiPagamento>/s, ''));
	expect([none.dueDate, none.payment, none.totals.due]).toEqual([null, null, 1331.12]);
	expect([...one.issues, ...none.issues]).toEqual([]);
});

test('days from a date are a due date', async () => {
	const item = await read(
		SAMPLE.replace(/<DettaglioPagamento>.*2026-05-31.*\n/, '').replace(
			'<DataScadenzaPagamento>2026-04-30</DataScadenzaPagamento>',
			'<DataRiferimentoTerminiPagamento>2026-03-31</DataRiferimentoTerminiPagamento><GiorniTerminiPagamento>60</GiorniTerminiPagamento>',
		),
	);
	expect(item.dueDate).toBe('2026-05-30');
});

test('an instalment whose sum is not what is due is an issue', async () => {
	expect(codes(await read(changed(['>665.56<', '>600.00<'])))).toEqual(['sum-mismatch totals.due']);
});

test('whatever is changed, an item comes out that fits the schema, or an error in words', async () => {
	const values = ['', 'abc', '-1', '1e3', '99999999999999999999.99', '2026-02-30', 'N9', 'x'.repeat(200)];
	const texts = [...SAMPLE.matchAll(/>([^<>\s][^<>]*)</g)].map(({ index, 1: text }) => [
		index + 1,
		text!.length,
	]);
	await fc.assert(
		fc.asyncProperty(fc.constantFrom(...texts), fc.constantFrom(...values), async ([at, length], value) => {
			const result = await readEInvoice(
				Buffer.from(SAMPLE.slice(0, at) + value + SAMPLE.slice(at! + length!)),
			);
			expect(result.ok ? invoiceSchema.safeParse(result.value).error : result.error.message).toBeUndefined();
		}),
		{ numRuns: 150 },
	);
});

test('elements left out or doubled never stop the reading', async () => {
	const elements = [...SAMPLE.matchAll(/<(\w+)>[^<>]*<\/\1>/g)].map(({ index, 0: text }) => [
		index,
		text.length,
	]);
	await fc.assert(
		fc.asyncProperty(fc.constantFrom(...elements), fc.boolean(), async ([at, length], twice) => {
			const part = SAMPLE.slice(at, at! + length!);
			const xml = SAMPLE.slice(0, at) + (twice ? part + part : '') + SAMPLE.slice(at! + length!);
			expect(invoiceSchema.safeParse(await read(xml)).error).toBeUndefined();
		}),
		{ numRuns: 100 },
	);
});

test('the samples say of themselves that they are made up', () => {
	const list = JSON.parse(sample('samples.json')) as Array<{ file: string; provenance: string }>;
	const own = list.filter(({ file }) => file.startsWith('fatturapa'));
	expect(own.map(({ provenance }) => provenance)).toEqual(Array(4).fill('composed'));
});

test('a discount for early payment, and one that is no number', async () => {
	const early = (amount: string) =>
		changed([
			'</ImportoPagamento>',
			`</ImportoPagamento><ScontoPagamentoAnticipato>${amount}</ScontoPagamentoAnticipato><DataLimitePagamentoAnticipato>2026-04-10</DataLimitePagamentoAnticipato>`,
		]);
	const item = await read(early('5.00'));
	expect(item.payment!.discounts).toEqual([
		{ percent: null, amount: 5, baseAmount: null, until: '2026-04-10' },
	]);
	const odd = await read(early('5,00'));
	expect(odd.payment!.discounts).toEqual([]);
	expect(codes(odd)).toEqual(['amount-unknown payment.discounts']);
});

test.each<[what: string, from: string, to: string, ...issues: string[]]>([
	[
		'a rate of a line that has no summary',
		'<AliquotaIVA>22.00</AliquotaIVA>',
		'<AliquotaIVA>10.00</AliquotaIVA>',
		'tax-missing taxes',
		'sum-mismatch taxes[0].taxableAmount',
	],
	[
		'a price without a quantity',
		'<PrezzoUnitario>250.00<',
		'<PrezzoUnitario>205.00<',
		'line-mismatch lines[1].net',
	],
	['no taxable amount', '<ImponibileImporto>1196.00</ImponibileImporto>', '', 'figure-missing totals.net'],
])('%s has an issue', async (_, from, to, ...issues) => {
	const start = SAMPLE.indexOf('<DettaglioLinee>');
	const [head, lines] = [SAMPLE.slice(0, start), SAMPLE.slice(start)];
	expect(lines).toContain(from);
	expect(codes(await read(head + lines.replace(from, to)))).toEqual(issues);
});

describe('the taxable amount of each rate is that of its lines, funds, expenses and rounding (00422)', () => {
	const summary = (rate: string, base: string, tax: string, more = '') =>
		`<DatiRiepilogo><AliquotaIVA>${rate}</AliquotaIVA>${more}<ImponibileImporto>${base}</ImponibileImporto><Imposta>${tax}</Imposta>`;
	const own = summary('22.00', '1196.00', '263.12');
	const exempt = summary('0.00', '100.00', '0.00', '<Natura>N4</Natura>');

	it('two that are mixed up have an issue each, though the totals are right', async () => {
		const mixed = await read(
			changed(
				[own, summary('22.00', '1198.00', '263.12')],
				[exempt, summary('0.00', '98.00', '0.00', '<Natura>N4</Natura>')],
			),
		);
		expect(codes(mixed)).toEqual([
			'sum-mismatch taxes[0].taxableAmount',
			'sum-mismatch taxes[1].taxableAmount',
			'tax-mismatch taxes[0].taxAmount',
		]);
	});

	it('rounding is tolerated', async () => {
		const rounded = await read(
			changed(
				[own, summary('22.00', '1196.10', '263.12')],
				[exempt, summary('0.00', '99.90', '0.00', '<Natura>N4</Natura>')],
			),
		);
		expect(codes(rounded)).toEqual([]);
	});

	it('expenses and rounding belong to the rate that they stand at', async () => {
		const parts = '<SpeseAccessorie>5.00</SpeseAccessorie><Arrotondamento>-2.00</Arrotondamento>';
		const withParts = (base: string) =>
			changed(
				[own, summary('22.00', base, '263.78', parts)],
				['>1561.12<', '>1564.78<'],
				['<ImportoPagamento>665.56<', '<ImportoPagamento>669.22<'],
			);
		expect(codes(await read(withParts('1199.00')))).toEqual([]);
		expect(codes(await read(withParts('1196.00')))).toContain('sum-mismatch taxes[0].taxableAmount');
	});

	it('where the tax is split, funds are of the same rate', async () => {
		expect(codes(await read(SAMPLE.replace('<EsigibilitaIVA>I<', '<EsigibilitaIVA>S<')))).toEqual([
			'sum-mismatch totals.due',
		]);
	});

	it('nothing is compared if a discount on the whole document may be in any of them', async () => {
		const discounted = changed(
			[
				'</DatiGeneraliDocumento>',
				'<ScontoMaggiorazione><Tipo>SC</Tipo><Importo>9</Importo></ScontoMaggiorazione></DatiGeneraliDocumento>',
			],
			[own, summary('22.00', '1187.00', '261.14')],
		);
		expect(codes(await read(discounted))).not.toContain('sum-mismatch taxes[0].taxableAmount');
	});
});

test.each(['-30', '30,5', 'trenta', '9999'])('%s days are no date', async (days) => {
	const xml = sample('fatturapa-fine-amounts.xml').replace(/(<GiorniTerminiPagamento>)\d+/, `$1${days}`);
	const item = await read(xml);
	expect(item.dueDate).toBeNull();
	expect(codes(item)).toContain('date-unknown dueDate');
});
