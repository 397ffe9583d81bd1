import type { Finding } from './findingList';

/** A finding, with the other rules that report the same fault at the same place. */
export interface Fault extends Finding {
	also: string[];
}

/** Rules of EN 16931 and Peppol that mean the same in different words. */
const KINDS: ReadonlyArray<readonly [kind: string, rules: RegExp]> = [
	['decimals', /^(?:BR-DEC-|UBL-DT-01$|BR-DEX-13$)/],
	['code', /^(?:BR-CL-|PEPPOL-EN16931-CL|BR-DEX-0[1-8]$)/],
	['payee', /^(?:BR-17|UBL-SR-(?:19|20|21))$/],
	['unclear allowance', /^(?:CII-SR-463|PEPPOL-EN16931-R043)/],
];

const kindOf = ({ rule, message }: Finding): string =>
	KINDS.find(([, rules]) => rules.test(rule))?.[0] ?? message;

/** Groups findings by fault: one fault may break many rules. */
export function faultsOf(findings: readonly Finding[]): Fault[] {
	const causes = new Map<string, Finding>();
	for (const finding of findings) {
		if (finding.isCause && !causes.has(finding.path)) causes.set(finding.path, finding);
	}
	const faults = new Map<string, Fault>();
	for (const finding of findings) {
		const cause = causes.get(finding.path);
		const key = cause === undefined ? `${finding.path} ${kindOf(finding)}` : finding.path;
		const fault = faults.get(key);
		if (fault === undefined) {
			faults.set(key, { ...(cause ?? finding), also: cause && cause !== finding ? [finding.rule] : [] });
		} else if (finding.rule !== fault.rule && !fault.also.includes(finding.rule)) {
			fault.also.push(finding.rule);
		}
	}
	return [...faults.values()];
}
