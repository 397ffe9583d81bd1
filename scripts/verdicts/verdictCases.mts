/** Reads a file of official verdicts: one JSON object a line. */
import { SETS, type Verdict, type VerdictCase } from './verdictReport.mts';

const SYNTAXES: readonly unknown[] = ['UBL Invoice', 'UBL CreditNote', 'CII'];

/**
 * The cases of a file.
 *
 * @throws {Error} that names the line and what is wrong with it
 */
export function casesOf(text: string): VerdictCase[] {
	const cases = text
		.split('\n')
		.flatMap((line, index) => (line.trim() === '' ? [] : [caseOf(line, `Line ${index + 1}`)]));
	if (cases.length === 0) throw new Error('The file has no case');
	return cases;
}

function caseOf(line: string, place: string): VerdictCase {
	const given = parsed(line, place);
	for (const key of ['id', 'base'])
		if (typeof given[key] !== 'string') throw new Error(`${place}: "${key}" must be a text`);
	if (!SYNTAXES.includes(given.syntax))
		throw new Error(`${place}: "syntax" must be one of ${SYNTAXES.join(', ')}`);
	if (!isList(given.edits, isEdit))
		throw new Error(`${place}: "edits" must be a list of {"at", "remove", "insert"}`);
	const names: readonly string[] = SETS;
	const unknown = Object.keys(given).find((key) => !names.includes(key) && isVerdict(given[key]));
	if (unknown !== undefined)
		throw new Error(`${place}: there are no rules "${unknown}", only ${SETS.join(', ')}`);
	const sets = SETS.filter((set) => given[set] !== undefined);
	if (sets.length === 0) throw new Error(`${place}: it has no verdict of ${SETS.join(', ')}`);
	for (const set of sets)
		if (!isVerdict(given[set]))
			throw new Error(`${place}: "${set}" must be {"fatal": […], "warning": […]} or {"stopped": "…"}`);
	return given as unknown as VerdictCase;
}

function parsed(line: string, place: string): Record<string, unknown> {
	let given: unknown;
	try {
		given = JSON.parse(line);
	} catch {
		throw new Error(`${place} is not JSON`);
	}
	if (!isRecord(given)) throw new Error(`${place} is no JSON object`);
	return given;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown, isEntry: (entry: unknown) => boolean): boolean =>
	Array.isArray(value) && value.every(isEntry);
const isText = (value: unknown): boolean => typeof value === 'string';
const isOffset = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;

const isEdit = (value: unknown): boolean =>
	isRecord(value) && isOffset(value.at) && isOffset(value.remove) && isText(value.insert);

const isVerdict = (value: unknown): value is Verdict =>
	isRecord(value) &&
	(isText(value.stopped) || (isList(value.fatal, isText) && isList(value.warning, isText)));
