import type { Findings } from '../../../invoice/findings';
import { codesOf } from '../../../values/codeLists/codeList';
import { VAT_CATEGORIES } from '../../../values/codeLists/lists';

const CODES = codesOf(VAT_CATEGORIES);

/** A VAT category as sent, with an issue when the norm has no such code (BR-CL-17, BR-CL-18). */
export function checkCategory(findings: Findings, path: string, code: string | null): string | null {
	if (code !== null && !CODES.has(code)) {
		findings.add(
			'tax-category-unknown',
			path,
			`${code.slice(0, 20)} is not a VAT category of EN 16931: ${[...CODES].join(', ')}`,
		);
	}
	return code;
}
