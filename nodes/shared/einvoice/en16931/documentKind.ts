import { codesOf } from '../../values/codeLists/codeList';
import { INVOICE_TYPES } from '../../values/codeLists/lists';
import type { Findings } from '../../invoice/findings';
import type { Invoice } from '../../invoice/schema';

type Kind = Invoice['kind'];

/**
 * BT-3 by code (UNTDID 1001): the codes that EN 16931 allows (BR-CL-01), divided into invoices and credit notes as in
 * its code list. The norm has no separate kinds for a pro-forma invoice (325) and a correction (384; 471 to 473 for the
 * self-billed and factored forms).
 */
const KINDS: ReadonlyArray<readonly [kind: Kind, codes: string]> = [
	[
		'invoice',
		`71 80 82 84 102 130 202 203 204 211 218 219 295 326 331 380 382 383 385 386 387 388 389 390 393 394
		395 456 457 500 501 527 553 575 623 633 751 780 817 870 875 876 877 935`,
	],
	['creditNote', '81 83 261 262 296 308 381 396 420 458 502 503 532'],
	['corrective', '384 471 472 473'],
	['proForma', '325'],
];

const KIND_BY_CODE = new Map(
	KINDS.flatMap(([kind, codes]) => codes.split(/\s+/).map((code) => [code, kind] as const)),
);

/** Includes codes of credit notes that UBL's Invoice may have: code lists of EN 16931. */
const INVOICE_CODES = codesOf(INVOICE_TYPES);

/**
 * @param root the kind given by the name of the root element, where the syntax distinguishes them, as UBL does. It
 * takes precedence over the code, because it determines the sign of the amounts.
 */
export function kindOf(code: string | null, root: 'invoice' | 'creditNote' | null, findings: Findings): Kind {
	if (code === null && root !== null) return root;
	const kind = KIND_BY_CODE.get(code ?? '') ?? null;
	if (kind === null) {
		findings.add(
			'kind-unknown',
			'kind',
			code === null
				? 'The document does not say what kind of invoice it is'
				: `The type ${code.slice(0, 20)} is none that EN 16931 knows for invoices`,
		);
	}
	if (root === null || kind === null) return kind ?? root;
	if ((root === 'creditNote') === (kind === 'creditNote')) return kind;
	if (root === 'creditNote' || !INVOICE_CODES.has(code ?? '')) {
		const [is, of] =
			root === 'creditNote' ? ['a credit note', 'an invoice'] : ['an invoice', 'a credit note'];
		findings.add(
			'kind-contradicts',
			'kind',
			`The document is ${is} by its root element, but its type ${code} is that of ${of}`,
		);
	}
	return root;
}
