import { mapInSteps, type Steps } from '../../steps';
import type { Shown } from './shown';
import type { Fact, Table } from './view';
import { onOneLine, visible } from './visible';

/**
 * The HTML page as plain text, for mails and chats, whose fonts do not align columns. Texts of the invoice follow a
 * label or are indented, so that none can pass as a part of the page.
 */
export function* textOf({ view, validation }: Shown): Steps<string> {
	const title = onOneLine(view.title);
	const blocks: string[][] = [
		[title, '='.repeat(Math.min([...title].length, MAX_UNDERLINE))],
		...view.parties.map((party) => [party.title, ...indented([party.name, ...party.lines])]),
		view.facts.flatMap(fact),
		yield* rowsOf(view.lines),
		view.totals.flatMap(fact),
		yield* under(view.taxes.title, rowsOf(view.taxes)),
		headed(view.payment.title, view.payment.facts.flatMap(fact)),
		...view.notes.map((note) => headed(note.title, [note.text])),
	];
	if (validation !== null) {
		const lists = validation.lists.flatMap((list) => [
			list.title,
			...list.entries.map((entry) => `- ${onOneLine(entry)}`),
		]);
		blocks.push(headed(validation.title, [...validation.facts.flatMap(fact), ...lists]));
	}
	return `${blocks
		.filter((block) => block.length > 0)
		.map((block) => block.join('\n'))
		.join('\n\n')}\n`;
}

const MAX_UNDERLINE = 60;

/** Every line of every text, indented. */
const indented = (texts: readonly string[]): string[] =>
	texts.flatMap((text) =>
		visible(text)
			.split('\n')
			.map((line) => line.trimEnd())
			.filter((line) => line.trim() !== '')
			.map((line) => `  ${line}`),
	);

const headed = (title: string, content: readonly string[]): string[] =>
	content.length === 0 ? [] : [title, ...indented(content)];

function fact({ label, value }: Fact): string[] {
	const [first = '', ...more] = visible(value.trim()).split('\n');
	return [`${label}: ${first.trim()}`, ...indented(more)];
}

/** The texts of a row on one line, and its figures on the next. */
function* rowsOf({ columns, rows }: Table): Steps<string[]> {
	const written = yield* mapInSteps(rows, (row) => {
		const values = row.map((value) => onOneLine(value, ', '));
		const texts = values.filter((value, at) => value !== '' && columns[at]?.align === 'left');
		const figures = values.flatMap((value, at) =>
			value !== '' && columns[at]?.align === 'right' ? [`${columns[at].label}: ${value}`] : [],
		);
		return [`- ${texts.join(' ')}`, `  ${figures.join(' · ')}`].filter((line) => line.trim().length > 0);
	});
	return written.flat();
}

function* under(title: string, content: Steps<string[]>): Steps<string[]> {
	return headed(title, yield* content);
}
