import { listOfText, textOfList } from './list';
import type { DocumentTerms } from './terms';

type Note = DocumentTerms['notes'][number];

/** Neighbouring lines of `note` that have the same subject. */
interface Stretch {
	subject: string | null;
	/** Line numbers, counted from 1. */
	first: number;
	last: number;
}

/**
 * The subjects of the notes (BT-21), whose texts are the lines of one `note`: each belongs to one line, and the last one
 * to the rest. Where this does not hold, the lines of each subject are named, such as `1, 3-5`.
 */
export function subjectsOfNotes(notes: readonly Note[]) {
	const lines = notes.flatMap(({ subject, text }) => text.split('\n').map((line) => ({ subject, line })));
	const stretches = stretchesOf(lines.map(({ subject }) => subject));
	const named = stretches.filter(({ subject }) => subject !== null);
	const noteSubject = textOfList(named.map(({ subject }) => subject ?? ''));
	const byOrder = stretchesOf(
		subjectsByOrder(
			lines.map(({ line }) => line),
			noteSubject,
		),
	);
	const isByOrder =
		stretches.length === byOrder.length &&
		stretches.every((stretch, index) => isSame(stretch, byOrder[index]));
	return {
		noteSubject,
		noteSubjectLines: isByOrder
			? null
			: named.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(', '),
	};
}

/** The inverse of {@link subjectsOfNotes}. Neighbours with the same subject are one note. */
export function notesOfReferences(
	note: string | null,
	{ noteSubject, noteSubjectLines }: Record<string, string>,
): Note[] {
	if (note === null) return [];
	const lines = note.split('\n');
	const subjects =
		subjectsByLine(lines.length, noteSubject, noteSubjectLines) ?? subjectsByOrder(lines, noteSubject);
	return stretchesOf(subjects).map(({ subject, first, last }) => ({
		subject,
		text: lines.slice(first - 1, last).join('\n'),
	}));
}

/** Each subject for one line, the last one for the rest; blank lines go with those before them. */
function subjectsByOrder(lines: readonly string[], noteSubject: string | undefined): Array<string | null> {
	const subjects = listOfText(noteSubject);
	let index = -1;
	return lines.map((line) => {
		if (line.trim() !== '') index++;
		return subjects[Math.min(Math.max(index, 0), subjects.length - 1)] || null;
	});
}

/** Null where the lines are not said for each subject, or in another form. */
function subjectsByLine(
	count: number,
	noteSubject: string | undefined,
	noteSubjectLines: string | undefined,
): Array<string | null> | null {
	const subjects = listOfText(noteSubject);
	const ranges = listOfText(noteSubjectLines).map((text) => /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text));
	if (ranges.length === 0 || ranges.length !== subjects.length) return null;
	const all = Array.from({ length: count }, (): string | null => null);
	let next = 1;
	for (const [index, range] of ranges.entries()) {
		const [first, last] = [Number(range?.[1]), Number(range?.[2] ?? range?.[1])];
		// Lines that are named twice would be written twice, too: a million of them, thousands of times.
		if (!(first >= next && last >= first && last <= count)) return null;
		all.fill(subjects[index] || null, first - 1, last);
		next = last + 1;
	}
	return all;
}

function stretchesOf(subjects: ReadonlyArray<string | null>): Stretch[] {
	const stretches: Stretch[] = [];
	for (const [index, subject] of subjects.entries()) {
		const last = stretches.at(-1);
		if (last?.subject === subject) last.last = index + 1;
		else stretches.push({ subject, first: index + 1, last: index + 1 });
	}
	return stretches;
}

const isSame = (one: Stretch, other: Stretch | undefined): boolean =>
	one.subject === other?.subject && one.first === other.first && one.last === other.last;
