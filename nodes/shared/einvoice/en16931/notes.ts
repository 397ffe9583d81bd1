import { listOfText, textOfList } from './list';
import type { DocumentTerms } from './terms';

type Note = DocumentTerms['notes'][number];

/**
 * Neighbouring lines of `note` that have the same subject, by their positions in it: a file may have millions of lines,
 * but far fewer subjects.
 */
interface Stretch {
	subject: string | null;
	start: number;
	/** Before the line break. */
	end: number;
}

/**
 * The subjects of the notes (BT-21), whose texts are the lines of one `note`: each belongs to one line, and the last one
 * to the rest. Where this does not hold, the lines of each subject are named, such as `1, 3-5`.
 */
export function subjectsOfNotes(notes: readonly Note[]) {
	let next = 0;
	const stretches = joined(
		notes.map(({ subject, text }) => {
			const start = next;
			next += text.length + 1;
			return { subject, start, end: next - 1 };
		}),
	);
	const named = stretches.filter(({ subject }) => subject !== null);
	if (named.length === 0) return { noteSubject: '', noteSubjectLines: null };
	const note = notes.map(({ text }) => text).join('\n');
	const noteSubject = textOfList(named.map(({ subject }) => subject ?? ''));
	const byOrder = subjectsByOrder(note, noteSubject);
	const isByOrder =
		stretches.length === byOrder.length &&
		stretches.every((stretch, index) => isSame(stretch, byOrder[index]));
	return { noteSubject, noteSubjectLines: isByOrder ? null : linesOf(named, note) };
}

/** The inverse of {@link subjectsOfNotes}. Neighbours with the same subject are one note. */
export function notesOfReferences(
	note: string | null,
	{ noteSubject, noteSubjectLines }: Record<string, string>,
): Note[] {
	if (note === null) return [];
	const stretches = subjectsByLine(note, noteSubject, noteSubjectLines) ?? subjectsByOrder(note, noteSubject);
	return stretches.map(({ subject, start, end }) => ({ subject, text: note.slice(start, end) }));
}

/** Each subject for one line, the last one for the rest; blank lines go with those before them. */
function subjectsByOrder(note: string, noteSubject: string | undefined): Stretch[] {
	const subjects = listOfText(noteSubject);
	const stretches: Stretch[] = [];
	let start = 0;
	let end = endOfLine(note, nextVisible(note, 0));
	for (const subject of subjects.slice(0, -1)) {
		const visible = nextVisible(note, end);
		if (visible === note.length) break;
		const next = note.lastIndexOf('\n', visible) + 1;
		stretches.push({ subject: subject || null, start, end: next - 1 });
		start = next;
		end = endOfLine(note, visible);
	}
	return joined([...stretches, { subject: subjects[stretches.length] || null, start, end: note.length }]);
}

/** Null where the lines are not said for each subject, or in another form. */
function subjectsByLine(
	note: string,
	noteSubject: string | undefined,
	noteSubjectLines: string | undefined,
): Stretch[] | null {
	const subjects = listOfText(noteSubject);
	const ranges = listOfText(noteSubjectLines).map((text) => /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text));
	if (ranges.length === 0 || ranges.length !== subjects.length) return null;
	const stretches: Stretch[] = [];
	let [line, start] = [1, 0];
	for (const [index, range] of ranges.entries()) {
		const [first, last] = [Number(range?.[1]), Number(range?.[2] ?? range?.[1])];
		// Lines that are named twice would be written twice, too: a million of them, thousands of times.
		if (!(first >= line && last >= first)) return null;
		const before = endOfLines(note, start, first - line);
		const end = before === null ? null : endOfLines(note, before + 1, last - first + 1);
		if (before === null || end === null) return null;
		if (first > line) stretches.push({ subject: null, start, end: before });
		stretches.push({ subject: subjects[index] || null, start: before + 1, end });
		[line, start] = [last + 1, end + 1];
	}
	if (start <= note.length) stretches.push({ subject: null, start, end: note.length });
	return joined(stretches);
}

/** The lines of each stretch, counted from 1. */
function linesOf(stretches: readonly Stretch[], note: string): string {
	let [line, at] = [1, 0];
	const lineAt = (position: number): number => {
		for (; at < position; at++) if (note[at] === '\n') line++;
		return line;
	};
	return stretches
		.map(({ start, end }) => [lineAt(start), lineAt(end)])
		.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`))
		.join(', ');
}

function joined(stretches: readonly Stretch[]): Stretch[] {
	const all: Stretch[] = [];
	for (const stretch of stretches) {
		const last = all.at(-1);
		if (last?.subject === stretch.subject) last.end = stretch.end;
		else all.push({ ...stretch });
	}
	return all;
}

/** The end of the line at a position, which is that of the text in its last line. */
function endOfLine(text: string, position: number): number {
	const end = text.indexOf('\n', position);
	return end < 0 ? text.length : end;
}

/** The end of so many lines from the start of one; null where the text has fewer. */
function endOfLines(text: string, start: number, count: number): number | null {
	let end = start - 1;
	for (let line = 0; line < count; line++) {
		if (end >= text.length) return null;
		end = endOfLine(text, end + 1);
	}
	return end;
}

/** The position of the next character that is not blank, or the end of the text. */
function nextVisible(text: string, position: number): number {
	const visible = /\S/g;
	visible.lastIndex = position;
	return visible.exec(text)?.index ?? text.length;
}

const isSame = (one: Stretch, other: Stretch | undefined): boolean =>
	one.subject === other?.subject && one.start === other.start && one.end === other.end;
