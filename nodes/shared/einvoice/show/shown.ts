import type { Invoice } from '../../invoice/schema';
import { epcText } from './epcCode';
import type { Judged } from './judged';
import type { Language } from './languages/language';
import { qrCodeOf, type QrCode } from './qrCode';
import { viewOf, type Fact, type View } from './view';

/** Everything that is shown of an invoice, in any format. */
export interface Shown {
	view: View;
	language: Language;
	/** The QR code for a credit transfer of the amount due. */
	code: { title: string; modules: QrCode } | null;
	validation: { title: string; facts: Fact[]; lists: Array<{ title: string; entries: string[] }> } | null;
}

export function shownOf(invoice: Invoice, judged: Judged | null, language: Language): Shown {
	const { labels } = language;
	const transfer = epcText(invoice);
	return {
		view: viewOf(invoice, language),
		language,
		code: transfer === null ? null : { title: labels.scanToPay, modules: qrCodeOf(transfer) },
		validation: judged && validationOf(judged, language),
	};
}

function validationOf({ rules, errors, warnings }: Judged, { labels }: Language): Shown['validation'] {
	const lists = [
		{ title: labels.errors, entries: errors.map(inWords) },
		{ title: labels.warnings, entries: warnings.map(inWords) },
	].filter(({ entries }) => entries.length > 0);
	const verdict = lists.length === 0 ? [{ title: labels.noFindings, entries: [] }] : lists;
	const facts = rules.length === 0 ? [] : [{ label: labels.rules, value: rules.join(', ') }];
	return { title: labels.validation, facts, lists: verdict };
}

const inWords = ({ message, rule, field, path }: Judged['errors'][number]): string =>
	`${message} (${[rule, field ?? path].filter(Boolean).join(', ')})`;
