/**
 * Every term of EN 16931 in both syntaxes: which ones Read puts into the item, and that Create loses none of these. The
 * result is the list in docs/reading.md.
 */
import { readFileSync } from 'node:fs';
import { createXml } from '../../../nodes/shared/einvoice/create';
import type { Invoice } from '../../../nodes/shared/invoice/schema';
import { NO_ADDITIONS } from '../../support/einvoice/items.mts';
import { read, sample } from '../../support/einvoice/norm.mts';

/** The norm numbers its terms from 1 to 165, except 4; some have additional identifiers and attributes. */
const TERMS = [
	...Array.from({ length: 165 }, (_, index) => `BT-${index + 1}`).filter((term) => term !== 'BT-4'),
	...['18', '29', '30', '34', '46', '47', '49', '60', '61', '71', '128', '157', '158'].map(
		(of) => `BT-${of}-1`,
	),
	...['BT-125-1', 'BT-125-2', 'BT-158-2'],
];

/** The names of these terms in docs/reading.md, which cannot be derived. */
const NAMES: Record<string, string> = {
	'BT-125': 'the content of an attached document',
	'BT-125-1': 'its type',
	'BT-125-2': 'its file name',
};

/** Replacement values of the same kind. */
const OTHER: Array<[pattern: RegExp, other: string]> = [
	[/^(EUR|NOK)$/, 'SEK'],
	[/^(DE|AT|NO|CH|SE)$/, 'FI'],
	[/^380$/, '389'],
	[/^59$/, '49'],
	[/^(35|29)$/, '3'],
	[/^(S|E)$/, 'G'],
	[/^AAI$/, 'REG'],
	[/^EA$/, 'KGM'],
	[/^0088$|^0204$|^0205$|^0098$|^0160$/, '0060'],
	[/^0060$/, '0088'],
	[/^(ABZ|AAB)$/, 'ABT'],
	[/^TST$/, 'STI'],
	[/^\d{4}-\d\d-\d\d$/, '2026-02-15'],
	[/^2026\d{4}$/, '20260215'],
	[/^-?\d+(\.\d+)?$/, '7.25'],
	[/^DE02120300000000202051$/, 'GB82WEST12345698765432'],
];
const otherThan = (value: string) => OTHER.find(([pattern]) => pattern.test(value))?.[1] ?? `${value} x`;

const LEAF = /<([\w:]+)((?: [\w]+="[^"]*")*)>([^<]*)<\/\1> <!-- (.*?) -->/;

/** For each term, the document with another value. */
function changesOf(xml: string): Map<string, string> {
	const changes = new Map<string, string>();
	const lines = xml.split('\n');
	lines.forEach((line, index) => {
		const [, , , value = '', comment = ''] = LEAF.exec(line) ?? [];
		for (const note of comment.split(', ').filter(Boolean)) {
			const [term = '', attribute] = note.split(' ').reverse();
			const changed =
				attribute === undefined
					? line.replace(
							/>(#\w+#)?([^<]*)</,
							(_, subject = '', text: string) => `>${subject}${otherThan(text)}<`,
						)
					: attribute === 'subject'
						? line.replace(value, value.replace('#AAI#', '#REG#'))
						: line.replace(
								new RegExp(`(${attribute}=")([^"]*)`),
								(_, name: string, text: string) => name + otherThan(text),
							);
			expect(changed).not.toBe(line);
			const all = [...lines.slice(0, index), changed, ...lines.slice(index + 1)].join('\n');
			// Amounts contain the currency as well.
			changes.set(term, term === 'BT-5' ? all.replaceAll('"EUR"', '"SEK"') : all);
		}
	});
	return changes;
}

const SYNTAXES = ['ubl', 'cii'] as const;

const again = async (item: Invoice, syntax: (typeof SYNTAXES)[number]) =>
	await read((await createXml(item, NO_ADDITIONS, syntax)).xml);

/** The item without its issues. */
const said = ({ issues: _, ...item }: Invoice) => item;

describe.each(SYNTAXES)('%s', (syntax) => {
	const xml = sample(`all-terms.${syntax}.xml`);
	const changes = changesOf(xml);

	test('the sample has every term, and nothing about it is odd', async () => {
		expect([...changes.keys()].sort()).toEqual([...TERMS].sort());
		expect((await read(xml)).issues).toEqual([]);
	});

	test('the terms that are not read are those that docs/reading.md names', async () => {
		const before = said(await read(xml));
		const unread: string[] = [];
		for (const term of TERMS) {
			const now = said(await read(changes.get(term) ?? ''));
			if (JSON.stringify(now) === JSON.stringify(before)) unread.push(term);
		}
		const named = `Not read of EN 16931: ${unread.map((term) => `${NAMES[term] ?? '?'} (${term})`).join(', ')}.`;
		const [, listed] =
			/<!-- not read -->\n+([^]*?)\n+<!-- \/not read -->/.exec(readFileSync('docs/reading.md', 'utf8')) ?? [];
		expect(listed?.replaceAll('\n', ' ')).toBe(named);
	});

	test.each(TERMS)('%s comes back from what Create writes', async (term) => {
		const item = await read(changes.get(term) ?? '');
		for (const other of SYNTAXES) expect(said(await again(item, other))).toEqual(said(item));
	});
});

test('a credit note comes back with every term, too', async () => {
	const item = await read(sample('all-terms.cii.xml').replace('>380<', '>381<'));
	expect(item.kind).toBe('creditNote');
	for (const syntax of SYNTAXES) expect(await again(item, syntax)).toEqual(item);
});

test('both syntaxes give the same item', async () => {
	expect(await read(sample('all-terms.ubl.xml'))).toEqual(await read(sample('all-terms.cii.xml')));
});
