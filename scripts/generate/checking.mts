/** The page `docs/checking.md`: what is checked, how accurately, and which official rules are covered. */
import type { Severity, Specification } from '../../nodes/shared/validate/rule';
import type { RULE_SETS } from '../../nodes/shared/validate/rules/sets';
import { HEADINGS, rulesOf, type SavedResults } from '../verdicts/verdictReport.mts';

/** Official rules that are not implemented, by set and syntax. */
export const LEFT_OUT: Readonly<Record<string, ReadonlyArray<[rules: string[], why: string]>>> = {
	'en16931 UBL': [
		[['BR-CO-05', 'BR-CO-06', 'BR-CO-07', 'BR-CO-08'], 'as published they are always met'],
		[['BR-DEC-13', 'BR-DEC-15'], 'as published they look where nothing can be'],
	],
	'en16931 CII': [
		[
			['BR-AF-09', 'BR-AG-09', 'BR-CO-05', 'BR-CO-06', 'BR-CO-07', 'BR-CO-08'],
			'as published they are always met',
		],
		[['BR-AF-08', 'BR-AG-08'], 'as published they look where nothing can be'],
		[['CII-DT-010', 'CII-DT-011', 'CII-DT-012'], 'as published another rule is applied in their place'],
	],
};

const NAMES: Readonly<Record<Specification, string>> = {
	en16931: 'EN 16931',
	peppol: 'Peppol BIS Billing 3',
	xrechnung: 'XRechnung 3',
};

const SEVERITIES: ReadonlyArray<[Severity, string]> = [
	['fatal', 'Errors'],
	['warning', 'Warnings'],
	['information', 'Information'],
];

const INTRODUCTION = `# Checking e-invoices

Whether an e-invoice is valid is decided by published rules: those of EN 16931 for its two syntaxes, UBL and CII, and on
top of them those of Peppol BIS Billing 3 or of XRechnung 3 if the invoice says that it is one. This package has all of
them. They look at the document as it stands: what is there twice, empty, of a wrong form or at a wrong place. Each finding
has the number of the official rule, the place in the file as an XPath, the field of the item, the value that stands there,
and a sentence that can be sent to the supplier.

In n8n: **Invoice** node, resource **Document**, operation **Validate**. [validate-incoming.json](../examples/validate-incoming.json)
is a workflow that validates what comes by mail, and writes to the sender what is wrong.

## What you get

The item is the invoice, as [Read](reading.md) gives it, with the file and one more field, \`validation\`:

| field                | what it is                                                                                 |
| -------------------- | ------------------------------------------------------------------------------------------ |
| \`valid\`            | Whether no rule is broken that must be met. It decides between the outputs _Valid_ and _Invalid_. |
| \`specification\`    | What the e-invoice says that it follows (BT-24)                                            |
| \`rules\`            | The names of the sets of rules that were applied                                           |
| \`errors\`           | List of findings: \`rule\`, \`path\`, \`field\`, \`message\`, \`value\`                      |
| \`warnings\`         | The same for what does not make it invalid, what the rules call information included |
| \`text\`             | All of it as plain text for a mail                                                         |

\`path\` is an XPath 1.0 that selects the element or attribute alone. Its prefixes are those of the specifications (\`cbc\`, \`cac\`, \`ram\`
and so on), whatever the file has; an element of another namespace is selected by \`local-name()\` and \`namespace-uri()\`. What the
sender wrote stands in quotation marks in \`text\`, or in a line of its own.

A file that cannot be read as an e-invoice is not valid either: its only error has the rule \`file\` and says what the file is.
The node fails where there are no rules: for FEL and Hacienda, and for CII if you ask for Peppol.

Of a file with 5,000 lines, Validate takes 2.3 (UBL) to 2.7 times (CII) as long as Read, and less with fewer lines: see [Performance](performance.md#validate-e-invoices).

## What is checked

- An invoice with an **error** is not valid: recipients may reject it. **Warnings** do not make it invalid.
- Some mistakes keep a rule from being decided, such as an amount that is not a number, or two values where one is asked for.
  The official validators stop there without a result; here the place is named, the other rules are applied, and the invoice
  is not valid.
- Where an official rule does something other than its text says, as some do, what the rule does counts.
- Before the rules stand the schemas of UBL 2.1 and CII D16B: an element that they do not have at its place, or that stands
  there too late or too often, is an error with the number \`UBL-2.1\` or \`CII-D16B\`. So is one that lacks what only the schemas
  require in it, such as the number of an order reference that has a sales order, or the group of the delivery in CII. (What a rule
  of EN 16931 requires, too, is named by the rule; of sub-lines, it is not named.) So is a value of a form that they do not
  have: a day that no calendar has, a number with a comma or an exponent, an indicator that is neither true nor false. And so is
  a namespace that is declared wrongly; if whole parts of the document are in it, no other rule can be applied, and it is the
  only error. Not checked are attributes that the schemas require or do not have, text between elements, whether embedded files
  are Base64, and what is inside extensions and some rare groups. The comparison below is of rules alone.
- An invoice of any other specification (BT-24), such as one of Peppol self-billing or of Factur-X EXTENDED, is checked by the
  rules of EN 16931 only; \`text\` says so.
- The sentence names the line, the allowance or charge, the VAT breakdown or the party that it is about; of a sum that is wrong, what
  it should be and what the file says. Where one fault breaks several rules, \`text\` says it once with all of their numbers;
  \`errors\` has each.
- The rules do not check what no document can show: whether a price was agreed, or whether the account is the supplier's.
`;

const CODE_LISTS = `## The code lists

The lists are data with their source (\`nodes/shared/values/codeLists/lists.ts\`); \`npm run codelists -- FOLDER\` renews them
from the published files. They have been compared code by code with these:

| lists                          | compared with                                                                                   |
| ------------------------------ | ----------------------------------------------------------------------------------------------- |
| EN 16931: BR-CL-04, 08, 21, 25, and CII's BR-CL-01, 14 | artefacts 1.3.15 (CII), with the changes published for 1.3.16                |
| EN 16931: the others           | artefacts 1.3.14 (UBL), with the changes published for 1.3.15 and 1.3.16                        |
| Peppol: types of documents, currencies, address schemes | Peppol BIS Billing 3.0.21, without what its release notes since 3.0.19 add  |

- Changes of 1.3.15: CNH, ICD 0241 to 0244, EAS 0244 and VATEX-EU-135-1 came. Of 1.3.16: XCG, ICD 0245 to 0248 and EAS 0242, 0245,
  0246 and 0248 came; ANG and BGN went. Of Peppol since 3.0.19: CNH, and EAS 0244 and 0245 came.
- In 1.3.16 the types 502 and 503 are in neither list of UBL, although the norm has them as credit notes. The official
  rule decides: with them, a UBL document is rejected (BR-CL-01); a CII document is not.
- UBL's list of countries has SS and not AN, CII's AN and not SS.

## The schemas

The elements of UBL (names, order, how often, required or not) have been compared one by one with the schemas of UBL 2.1 PRD4, the
last draft that OASIS put up for review before the standard: 549 elements in 45 types, without a difference; the 54 elements
of an invoice itself also with the schema of the standard. Those of CII have been compared with the schema D16B that EN 16931 publishes, and with that of Factur-X 1.07.3 EXTENDED: what differs from D16B is what D22B
has added.
`;

export function checkingPage(sets: typeof RULE_SETS, results: SavedResults): string {
	return [INTRODUCTION, ...comparisonOf(results), CODE_LISTS, ...rulesSection(sets, results)].join('\n');
}

function comparisonOf(results: SavedResults): string[] {
	const rows = Object.values(results).flatMap(({ rows }) => rows);
	return [
		'## Compared with the official validators',
		'',
		'Public example invoices, as they are and with small edits, were judged by the official validators and by this package.',
		'_Same_ means exactly the same rules; _missed_ and _false_ count rules. _Accepted_ are documents that only the official',
		'rules reject, _rejected_ those that only we reject. `npm run verdicts -- --cases FILE --bases FOLDER` compares others.',
		'',
		`| ${HEADINGS.join(' | ')} |`,
		`| ${HEADINGS.map(() => '---').join(' | ')} |`,
		...rows.map((row) => `| ${row.join(' | ')} |`),
		'',
	];
}

function rulesSection(sets: typeof RULE_SETS, results: SavedResults): string[] {
	const lines = ['## The rules', ''];
	for (const [name, bySyntax] of Object.entries(sets) as Array<
		[Specification, (typeof sets)[Specification]]
	>) {
		for (const [syntax, set] of Object.entries(bySyntax)) {
			const key = `${name} ${syntax.toUpperCase()}`;
			lines.push(`### ${NAMES[name]} for ${syntax.toUpperCase()}`, '', `Source: ${set.source}.`, '');
			const rules = rulesOf(set);
			for (const [severity, heading] of SEVERITIES) {
				const ids = [...rules].filter(([, own]) => own === severity).map(([id]) => id);
				if (ids.length > 0) lines.push(`- ${heading}, ${ids.length}: ${runsOf(ids)}.`);
			}
			for (const [ids, why] of LEFT_OUT[key] ?? []) lines.push(`- Left out: ${runsOf(ids)}, because ${why}.`);
			const silent = results[key]?.silent ?? [];
			lines.push(
				silent.length === 0
					? '- Each is broken by at least one of the documents above.'
					: `- Each is broken by at least one of the documents above, except ${runsOf(silent)}.`,
				'',
			);
		}
	}
	return lines;
}

const NUMBERED = /^(.*?)(\d+)$/;

/** Shortens consecutive numbers to ranges: `BR-01 to BR-05`. */
export function runsOf(ids: readonly string[]): string {
	const sorted = [...ids].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
	const runs: string[][] = [];
	for (const id of sorted) {
		const run = runs.at(-1);
		if (run !== undefined && follows(run.at(-1) ?? '', id)) run.push(id);
		else runs.push([id]);
	}
	return runs
		.flatMap((run) => (run.length < 3 ? run : [`${run[0] ?? ''} to ${run.at(-1) ?? ''}`]))
		.join(', ');
}

function follows(a: string, b: string): boolean {
	const [first, second] = [NUMBERED.exec(a), NUMBERED.exec(b)];
	return first?.[1] === second?.[1] && Number(first?.[2]) + 1 === Number(second?.[2]);
}
