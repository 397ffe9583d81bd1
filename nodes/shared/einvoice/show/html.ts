import { mapInSteps, type Steps } from '../../steps';
import type { QrCode } from './qrCode';
import type { Shown } from './shown';
import { STYLE } from './style';
import type { Fact, Table, View } from './view';
import { onOneLine, visible } from './visible';

/** No scripts, images, frames or forms, and nothing external, in case a mistake in this file lets some in. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/**
 * A self-contained HTML page. Texts of the invoice only appear between tags, never inside a tag or the style: escaping
 * `&`, `<` and `>` is sufficient there. Quotes are escaped for those who copy parts of the page.
 */
export function* htmlOf({ view, language, code, validation }: Shown): Steps<string> {
	const title = escaped(onOneLine(view.title));
	const parts = [
		`<!DOCTYPE html>\n<html lang="${language.code}">\n<head>\n<meta charset="utf-8">`,
		`<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		`<title>${title}</title>\n<style>\n${STYLE}</style>\n</head>\n<body>\n<main>\n<h1 dir="auto">${title}</h1>`,
		element('div', 'parties', view.parties.map(partyHtml)),
		factsHtml('facts', view.facts),
		yield* tableHtml('lines', view.lines),
		totalsHtml(view.totals),
		yield* taxesHtml(view.taxes),
		paymentHtml(view.payment, code),
		...view.notes.map(({ title, text }) => sectionHtml('note', title, [paragraph(text)])),
		yield* validationHtml(validation),
		'</main>\n</body>\n</html>\n',
	];
	return parts.filter((part) => part !== '').join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

const escaped = (text: string): string => visible(text).replace(/[&<>"']/g, (found) => ENTITIES[found] ?? '');

const inLines = (text: string): string => escaped(text.trim()).replace(/\n/g, '<br>');

/** '' when there is no content. */
const element = (name: string, className: string, content: readonly string[]): string =>
	content.length === 0 ? '' : `<${name} class="${className}">\n${content.join('\n')}\n</${name}>`;

/** Each text determines its own direction, so that an Arabic one does not reverse its surroundings. */
const paragraph = (text: string, className = 'text'): string =>
	`<p class="${className}" dir="auto">${inLines(text)}</p>`;

function sectionHtml(className: string, title: string, content: readonly string[]): string {
	const said = content.filter((part) => part !== '');
	return said.length === 0 ? '' : element('section', className, [`<h2>${escaped(title)}</h2>`, ...said]);
}

const partyHtml = ({ title, name, lines }: View['parties'][number]): string =>
	sectionHtml('party', title, [
		name === '' ? '' : paragraph(name, 'name'),
		...lines.map((line) => paragraph(line)),
	]);

const factHtml = ({ label, value }: Fact, className = 'fact'): string =>
	`<div class="${className}"><dt>${escaped(label)}</dt><dd dir="auto">${inLines(value)}</dd></div>`;

const factsHtml = (className: string, facts: readonly Fact[]): string =>
	element(
		'dl',
		className,
		facts.map((fact) => factHtml(fact)),
	);

const totalsHtml = (totals: View['totals']): string =>
	element(
		'dl',
		'totals',
		totals.map((fact) => factHtml(fact, fact.isMain ? 'main' : 'fact')),
	);

/** Texts up to this length, such as amounts, do not wrap at blanks. */
const SHORT = 20;

function* tableHtml(className: string, { columns, rows }: Table): Steps<string> {
	if (rows.length === 0) return '';
	const classes = columns.map(({ align, wide }) => (wide ? 'wide' : align));
	const head = columns.map(
		({ label }, at) => `<th scope="col" class="${classes[at]}">${escaped(label)}</th>`,
	);
	const cell = (value: string, at: number) => {
		const short = classes[at] !== 'wide' && value.length <= SHORT ? ' short' : '';
		return `<td class="${classes[at]}${short}" dir="auto">${inLines(value)}</td>`;
	};
	const body = yield* mapInSteps(rows, (row) => `<tr>${row.map(cell).join('')}</tr>`);
	return [
		`<table class="${className}">\n<thead><tr>${head.join('')}</tr></thead>\n<tbody>`,
		...body,
		'</tbody>\n</table>',
	].join('\n');
}

function* taxesHtml(taxes: View['taxes']): Steps<string> {
	return sectionHtml('taxes', taxes.title, [yield* tableHtml('breakdown', taxes)]);
}

function paymentHtml({ title, facts }: View['payment'], code: Shown['code']): string {
	const qr =
		code === null
			? ''
			: `<figure>${svgOf(code.modules)}<figcaption>${escaped(code.title)}</figcaption></figure>`;
	return sectionHtml('payment', title, [factsHtml('list', facts), qr]);
}

/**
 * The code as paths, because backgrounds may not be printed, with the four light modules that ISO/IEC 18004 requires
 * around it.
 */
function svgOf(code: QrCode): string {
	const side = code.length + 2 * QUIET;
	const runs = code.flatMap((row, y) =>
		row.flatMap((isDark, x) => {
			if (!isDark || row[x - 1]) return [];
			const end = row.indexOf(false, x);
			return [`M${x + QUIET} ${y + QUIET}h${(end < 0 ? row.length : end) - x}v1H${x + QUIET}z`];
		}),
	);
	return `<svg viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" aria-hidden="true"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${runs.join('')}"/></svg>`;
}

const QUIET = 4;

function* validationHtml(validation: Shown['validation']): Steps<string> {
	if (validation === null) return '';
	const lists: string[] = [];
	for (const { title, entries } of validation.lists) {
		lists.push(`<h3>${escaped(title)}</h3>`);
		const items = yield* mapInSteps(entries, (entry) => `<li dir="auto">${inLines(entry)}</li>`);
		lists.push(element('ul', 'findings', items));
	}
	return sectionHtml('validation', validation.title, [factsHtml('list', validation.facts), ...lists]);
}
