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

Published rules decide whether an e-invoice is valid: those of EN 16931 for its two syntaxes, UBL and CII. If the
invoice says that it is a Peppol BIS Billing 3 invoice or an XRechnung of any version, those of Peppol or of XRechnung 3 apply
as well.
This package has all of them. They check the document as it is, including what is duplicated, empty, malformed or in the
wrong place. Each finding has the number of the official rule, the place in the file as an XPath, the field of the item,
the value found there, and a sentence that you can send to the supplier.

In n8n: **Invoice** node, resource **Document**, operation **Validate**.

- **Validate**: _File_ takes the e-invoices among the files of the item, as [Read](reading.md) does. _Input Item_ checks an item
  of a trigger, of _Get_, _Read_ or _Create_, as the UBL that _Create_ would write from it. _Text_ takes the XML.
- **Rules**: _As the File Claims_, the default, applies the rules of the specification that the file names (BT-24), or else those of
  EN 16931 alone. You can also choose the rules yourself.

[validate-incoming.json](../examples/validate-incoming.json) is a workflow that validates what arrives by email, and
writes to the sender what is wrong.

To build it yourself, put **Send Email** after each output, with the format _Text_. Drag \`validation.text\` into _Text_,
and the sender of the email trigger, further down in the input panel, into _To Email_: \`address\` under \`from\` and
\`value\`, or \`from\` where that is a text. If the panel shows files, choose _Schema_ first. Set **On Missing E-Invoice** to
_Leave the Item Out_, or the sender of every email with an attachment gets an answer.

## What you get

The item is the invoice, as [Read](reading.md) gives it, with the file and one more field, \`validation\`:

| field | what it is |
| --- | --- |
| \`valid\` | Whether every mandatory rule is met. It decides between the outputs _Valid_ and _Invalid_. |
| \`specification\` | What the e-invoice says that it follows (BT-24) |
| \`rules\` | The names of the rule sets that were applied |
| \`errors\` | List of findings: \`rule\`, \`path\`, \`field\`, \`message\`, \`value\` |
| \`warnings\` | The same for what does not make it invalid, including what the rules call information |
| \`text\` | All of it as plain text for an email |

\`path\` is an XPath 1.0 that selects the element or attribute alone. Its prefixes are those of the specifications (\`cbc\`,
\`cac\`, \`ram\` and so on), whatever the file uses; an element of another namespace is selected by \`local-name()\` and
\`namespace-uri()\`. In \`text\`, what the sender wrote is in quotation marks, or on a line of its own.

Of each rule, 100 findings are listed at most; after 1,000 findings in all, only the first of each further rule. \`text\` says
how many are left out.

A file that cannot be read as an e-invoice is not valid either: its only error has the rule \`file\` and says what the
file is and what you can do; \`text\`, which is for the sender, only what it is. The node fails if there are no rules: for FatturaPA, FEL, Hacienda and ZUGFeRD 1, and for CII if you choose Peppol.

Validate takes two to three times as long as Read, a few milliseconds for a file of five lines: see
[Performance](performance.md#validate-e-invoices).

## What is checked

- An invoice with an **error** is not valid: recipients may reject it. **Warnings** do not make it invalid.
- Some mistakes make it impossible to evaluate a rule, such as an amount that is not a number, or two values where one
  is expected. The official validators stop there without a result. Here, the finding names the place, the other rules
  are applied, and the invoice is not valid.
- Some official rules do something other than their text says. Then what the rule does counts.
- The schemas of UBL 2.1 and CII D16B come before the rules. What breaks them is an error with the number \`UBL-2.1\` or
  \`CII-D16B\`:
  - An element that they do not allow in its place, or that comes too late or too often.
  - An element that lacks what only the schemas require in it, such as the number of an order reference that has a sales
    order, or the delivery group in CII. (If a rule of EN 16931 requires it as well, the rule names it; in sub-lines, it
    is not named.)
  - A malformed value: a date that does not exist, a number with a comma or an exponent, an indicator that is neither
    true nor false.
  - A namespace that is declared wrongly. If whole parts of the document are in it, no other rule can be applied, and
    this is the only error.
- Not checked: attributes that the schemas require or do not have, text between elements, whether embedded files are
  Base64, and what is inside extensions and some rare groups. The comparison below is of rules alone.
- An invoice of any other specification (BT-24), such as Peppol self-billing or Factur-X EXTENDED, is only checked
  against the rules of EN 16931; \`text\` says so.
- The sentence names the line, the allowance or charge, the VAT breakdown or the party that it is about. For a wrong
  sum, it gives the right value and the value in the file. If one mistake breaks several rules, \`text\` reports it once
  with all of their numbers; \`errors\` has each.
- The rules cannot check what no document shows: whether a price was agreed, or whether the account is the supplier's.
`;

const CODE_LISTS = `## The code lists

The lists are data with their source (\`nodes/shared/values/codeLists/lists.ts\`); \`npm run codelists -- FOLDER\` updates
them from the published files. They have been compared code by code with these:

| lists | compared with |
| --- | --- |
| EN 16931: BR-CL-04, 08, 21, 25, and CII's BR-CL-01, 14 | artefacts 1.3.15 (CII), with the changes published for 1.3.16 |
| EN 16931: the others | artefacts 1.3.14 (UBL), with the changes published for 1.3.15 and 1.3.16 |
| Peppol: document types, currencies, address schemes | Peppol BIS Billing 3.0.21, without what its release notes since 3.0.19 add |

- 1.3.15 added CNH, ICD 0241 to 0244, EAS 0244 and VATEX-EU-135-1. 1.3.16 added XCG, ICD 0245 to 0248 and EAS 0242,
  0245, 0246 and 0248, and removed ANG and BGN. Peppol has added CNH, and EAS 0244 and 0245, since 3.0.19.
- In 1.3.16, the types 502 and 503 are in neither list of UBL, although the standard has them as credit notes. The
  official rule decides: with them, a UBL document is rejected (BR-CL-01); a CII document is not.
- UBL's list of countries has SS and not AN, CII's AN and not SS.

## The schemas

The elements of UBL (names, order, cardinality) have been compared one by one with the schemas of UBL 2.1 PRD4, the last
public review draft of OASIS before the standard: 549 elements in 45 types, without a difference. The 54 elements of an
invoice itself have also been compared with the schema of the standard. Those of CII have been compared with the schema
D16B that EN 16931 publishes, and with that of Factur-X 1.07.3 EXTENDED, where only the additions of D22B differ.
`;

export function checkingPage(sets: typeof RULE_SETS, results: SavedResults): string {
	return [INTRODUCTION, ...comparisonOf(results), CODE_LISTS, ...rulesSection(sets, results)].join('\n');
}

function comparisonOf(results: SavedResults): string[] {
	const rows = Object.values(results).flatMap(({ rows }) => rows);
	return [
		'## Compared with the official validators',
		'',
		'The official validators and this package judged public example invoices, unchanged and with small edits. _Same_ means',
		'exactly the same rules; _missed_ and _false_ count rules. _Accepted_ documents are rejected only by the official rules,',
		'_rejected_ ones only by us. `npm run verdicts -- --cases FILE --bases FOLDER` compares others.',
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
