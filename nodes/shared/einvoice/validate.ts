import { tooLargeToRead, writeItem } from './create';
import { openEInvoice } from './file/open';
import { EN16931, PEPPOL, XRECHNUNG } from './en16931/specifications';
import { invoiceOfDocument } from './read';
import { invoiceOf } from '../invoice/build';
import type { Invoice } from '../invoice/schema';
import { fail, ok, type Problem, type Result } from '../result';
import { runInSteps } from '../steps';
import type { XmlElement } from '../xml/element';
import { LIMITS } from '../xml/limits';
import type { ParseOptions } from '../xml/parse';
import { reportText } from '../validate/findings/report';
import type { RuleSet, Specification } from '../validate/rule';
import { STRUCTURE_SETS } from '../validate/rules/sets';
import { ruleSetsOf, SPECIFICATION_NAMES, syntaxOf, type SpecificationChoice } from '../validate/choice';
import { specificationOf } from '../validate/specification';
import { validate, type Finding, type Validation } from '../validate/validate';
import { inOneLine, MAX_SENTENCE } from '../validate/oneLine';

/** What Document → Validate adds to the item. */
export interface ItemValidation {
	valid: boolean;
	/** BT-24, the specification that the e-invoice claims to follow. */
	specification: string | null;
	/** The specifications whose rules were applied. */
	rules: string[];
	errors: Array<Omit<Finding, 'severity'>>;
	warnings: Array<Omit<Finding, 'severity'>>;
	/** The whole report as plain text for a mail. */
	text: string;
}

export interface ValidatedInvoice {
	invoice: Invoice;
	validation: ItemValidation;
}

/** How to parse a file that is to be validated. */
export const TO_VALIDATE: ParseOptions = {
	// A rule checks whether embedded files are empty.
	keepEmbeddedFiles: true,
	elements: LIMITS.elementsToValidate,
};

/**
 * An e-invoice file with the findings of the rules. A file that cannot be read as an e-invoice is invalid, with the
 * reason as its only finding. Fails when there are no rules for the file.
 */
export async function validateFile(
	bytes: Buffer,
	choice: SpecificationChoice,
	pdfPassword = '',
): Promise<Result<ValidatedInvoice>> {
	const opened = await openEInvoice(bytes, pdfPassword, TO_VALIDATE);
	if (!opened.ok) return ok(notReadable(opened.error));
	return await validateDocument(opened.value.root, choice);
}

/** An item of the normal form, with the findings of the rules on the UBL file that Create would write from it. */
export async function validateItem(
	item: Invoice,
	choice: SpecificationChoice,
): Promise<Result<ValidatedInvoice>> {
	const references: Record<string, string> = choice === 'claimed' ? {} : { specification: CLAIMS[choice] };
	const { root, excess } = await runInSteps(writeItem(item, { references, unit: null, taxCategory: null }));
	if (excess !== null) return { ok: false, error: tooLargeToRead(excess) };
	const validated = await validateDocument(root, choice);
	return validated.ok ? ok({ invoice: item, validation: validated.value.validation }) : validated;
}

const CLAIMS: Readonly<Record<Specification, string>> = {
	en16931: EN16931,
	peppol: PEPPOL,
	xrechnung: XRECHNUNG,
};

/** An e-invoice opened with {@link TO_VALIDATE}. Fails when there are no rules for it. */
export async function validateDocument(
	root: XmlElement,
	choice: SpecificationChoice,
): Promise<Result<ValidatedInvoice>> {
	const syntax = syntaxOf(root);
	if (syntax === null) {
		return fail(
			'There are no rules for the format of this e-invoice',
			'Validate checks e-invoices in UBL and CII, the syntaxes of EN 16931. Let only those through to this step.',
		);
	}
	const sets = ruleSetsOf(choice, syntax, specificationOf(root));
	if (sets === null) {
		return fail(
			'Peppol BIS Billing 3 has no rules for CII, the syntax of this e-invoice',
			'Choose "As the File Claims" or "EN 16931" under Rules.',
		);
	}
	const result = await validate(root, [STRUCTURE_SETS[syntax], ...sets]);
	const invoice = await invoiceOfDocument(root);
	const isOther = choice === 'claimed' && isOfNoSet(result.specification, sets);
	return ok({ invoice, validation: validationOf(result, sets, invoice, isOther) });
}

/** Whether a document claims a specification (BT-24) other than the norm that has no rules here. */
const isOfNoSet = (specification: string | null, sets: readonly RuleSet[]): boolean =>
	specification !== null && specification !== EN16931 && sets.every(({ name }) => name === 'en16931');

function validationOf(
	result: Validation,
	sets: readonly RuleSet[],
	{ number, seller }: Invoice,
	isOther: boolean,
): ItemValidation {
	const rules = sets.flatMap(({ name }) => (name === 'structure' ? [] : [SPECIFICATION_NAMES[name]]));
	return {
		valid: result.valid,
		specification: result.specification,
		rules,
		errors: result.errors.map(withoutSeverity),
		warnings: [...result.warnings, ...result.information].map(withoutSeverity),
		text: reportText(result, rules.join(' and '), { number, seller: seller?.name ?? null }, isOther),
	};
}

const withoutSeverity = ({ rule, path, field, message, value }: Finding) => ({
	rule,
	path,
	field,
	message,
	value,
});

/** The result for a file that cannot be read as an e-invoice: nothing is known of the invoice. */
export function notReadable(problem: Problem): ValidatedInvoice {
	// They may name an element or a namespace of the sender's.
	const sentence = inOneLine(`${problem.message}. ${problem.description}`, MAX_SENTENCE);
	const reason = inOneLine(
		[problem.message, problem.which].filter((part) => part !== undefined).join('. '),
		MAX_SENTENCE,
	);
	const finding = {
		rule: 'file',
		path: '/',
		field: null,
		message: sentence,
		value: null,
	};
	return {
		invoice: invoiceOf({}),
		validation: {
			valid: false,
			specification: null,
			rules: [],
			errors: [finding],
			warnings: [],
			// For the sender: the rest of the description tells the user of the node what to do.
			text: `The file cannot be read as an e-invoice: ${reason}.`,
		},
	};
}
