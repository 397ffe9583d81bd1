import { ownWords } from '../oneLine';
import type { Finding } from './findingList';

/** A finding, with the other rules that report the same fault. */
export interface Fault extends Finding {
	also: string[];
}

/** Rules of EN 16931 and Peppol that mean the same in different words, at one place. */
const KINDS: ReadonlyArray<readonly [kind: string, rules: RegExp]> = [
	['decimals', /^(?:BR-DEC-|UBL-DT-01$|BR-DEX-13$)/],
	['code', /^(?:BR-CL-|PEPPOL-EN16931-CL|BR-DEX-0[1-8]$)/],
	['payee', /^(?:BR-17|UBL-SR-(?:19|20|21))$/],
	['unclear allowance', /^(?:CII-SR-463|PEPPOL-EN16931-R043)/],
];

/** Rules that report the fault of another one as well, at the same place: the first explains it best. */
const CONSEQUENCES: ReadonlyArray<readonly [rule: RegExp, consequences: RegExp]> = [
	[/^BR-01$/, /^CII-SR-0(?:09|10)$/],
	[/^CII-SR-009$/, /^CII-SR-010$/],
	[/^BR-04$/, /^(?:CII-SR-014|BR-CL-01)$/],
	[/^BR-05$/, /^BR-CL-04$/],
	[/^BR-(?:09|11|20|57)$/, /^BR-CL-14$/],
	[/^BR-12$/, /^BR-CO-10$/],
	[/^BR-13$/, /^BR-CO-13$/],
	[/^BR-15$/, /^BR-CO-16$/],
	[/^BR-22$/, /^BR-23$/],
	[/^BR-26$/, /^BR-27$/],
	[/^BR-48$/, /^(?:BR-DE-14|DE-R-014)$/],
	[/^BR-(?:61|50)$/, /^(?:BR-50|BR-61|BR-DE-23-a|DE-R-023-1|CII-SR-470)$/],
	[/^BR-CO-04$/, /^UBL-SR-48$/],
	[/^BR-(?:AE|AF|AG|E|G|IC|O|S|Z)-09$/, /^BR-CO-17$/],
	[/^CII-SR-0(?:69|72)$/, /^BR-54$/],
	// What is empty breaks the rules of its value, too.
	[/./, /^PEPPOL-EN16931-R008$/],
];

/** The same for rules that look at the whole document, wherever they report it. */
const ANYWHERE: ReadonlyArray<readonly [rule: RegExp, consequences: RegExp]> = [
	[/^BR-14$/, /^BR-CO-15$/],
	[/^BR-53$/, /^PEPPOL-EN16931-R054$/],
	[/^UBL-SR-1[23]$/, /^UBL-SR-42$/],
	[/^BR-CO-03$/, /^BR-CO-03$/],
	[/^BR-CO-18$/, /^BR-(?:CO-18|(?:AE|AF|AG|E|G|IC|O|S|Z)-01)$/],
];

/** What the schema requires and rules name in their own words. */
const LACKING: ReadonlyArray<readonly [element: RegExp, rules: RegExp]> = [
	[/ lacks cbc:ID,/, /^(?:BR-52|BR-55|UBL-SR-07)$/],
	[/ lacks cbc:ChargeIndicator,/, /^PEPPOL-EN16931-R043$/],
];

const SCHEMA = /^(?:UBL-2\.1|CII-D16B)$/;
const REPEATED = /more than once|only once/;

const isRepeated = ({ message }: Finding): boolean => REPEATED.test(ownWords(message));

const kindOf = ({ rule, message }: Finding): string =>
	KINDS.find(([, rules]) => rules.test(rule))?.[0] ?? message;

/** The element without the attribute that a rule is about. */
const elementAt = (path: string): string => path.replace(/\/@\w+$/, '');

/** Groups findings by fault: one fault may break many rules. */
export function faultsOf(findings: readonly Finding[]): Fault[] {
	const causes = new Map<string, Finding>();
	for (const finding of findings) {
		if (finding.isCause && !causes.has(finding.path)) causes.set(finding.path, finding);
	}
	const faults = new Map<string, Fault>();
	for (const finding of findings) {
		const cause = causes.get(finding.path);
		const key = cause === undefined ? `${elementAt(finding.path)} ${kindOf(finding)}` : finding.path;
		const fault = faults.get(key);
		if (fault === undefined) {
			faults.set(key, { ...(cause ?? finding), also: cause && cause !== finding ? [finding.rule] : [] });
		} else add(fault, finding.rule);
	}
	return withoutConsequences([...faults.values()]);
}

function add({ rule, also }: Fault, ...rules: string[]): void {
	for (const other of rules) if (other !== rule && !also.includes(other)) also.push(other);
}

function withoutConsequences(faults: readonly Fault[]): Fault[] {
	const byPlace = new Map<string, Fault[]>();
	for (const fault of faults) {
		const place = placeOf(fault);
		const beside = byPlace.get(place);
		if (beside === undefined) byPlace.set(place, [fault]);
		else beside.push(fault);
	}
	const plainer = new Set(faults.filter(isPlainlyRepeated));
	const firsts = ANYWHERE.map(([rule]) => faults.find((fault) => rule.test(fault.rule)));
	const merged = new Set<Fault>();
	for (const fault of faults) {
		const cause =
			causeOf(fault, byPlace.get(placeOf(fault)) ?? [], plainer) ??
			firsts.find((first, index) => first && first !== fault && ANYWHERE[index]![1].test(fault.rule));
		if (cause === undefined || merged.has(cause)) continue;
		merged.add(fault);
		add(cause, fault.rule, ...fault.also);
		cause.message += EXPECTED.exec(ownWords(fault.message))?.[0] ?? '';
	}
	return faults.filter((fault) => !merged.has(fault));
}

/** What a missing amount should be, as the rule on its sum knows it. */
const EXPECTED = /: it should be [^,]+(?=, but is missing$)/;

/** Where a fault is compared with others: of what is repeated, it does not matter which one is named. */
function placeOf(fault: Fault): string {
	const element = elementAt(fault.path);
	return isRepeated(fault) ? element.replace(/\[\d+\]$/, '') : element;
}

/** The fault at the same place that a fault is a consequence of. Most are of none, which costs no look at the others. */
function causeOf(fault: Fault, beside: readonly Fault[], plainer: ReadonlySet<Fault>): Fault | undefined {
	const { rule, isCause, message } = fault;
	const words = ownWords(message);
	const causes = [
		...CONSEQUENCES.filter(([, rules]) => rules.test(rule)).map(([cause]) => cause),
		...LACKING.filter(([element]) => element.test(words)).map(([, rules]) => rules),
	];
	const repeats = isCause === true && REPEATED.test(words);
	if (causes.length === 0 && !repeats) return undefined;
	return beside.find(
		(other) =>
			other !== fault && ((repeats && plainer.has(other)) || causes.some((cause) => cause.test(other.rule))),
	);
}

/** Whether a rule says in words of the norm what was repeated. */
const isPlainlyRepeated = (fault: Fault): boolean =>
	fault.isCause === undefined && !SCHEMA.test(fault.rule) && isRepeated(fault);
