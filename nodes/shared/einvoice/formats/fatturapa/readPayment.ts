import { paymentOf } from '../../../invoice/build';
import type { Findings } from '../../../invoice/findings';
import type { Discount, Invoice } from '../../../invoice/schema';
import type { Steps } from '../../../steps';
import { toText, type Decimal } from '../../../values/decimal';
import { addDays } from '../../../values/dates';
import { ibanOf } from '../../../values/iban';
import { sumOfAll } from '../../../values/money';
import { childrenOf, mapElements, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { readNumber } from '../../reader';
import { methodOf } from './codes';

/** More than anybody reads in one text. */
const MOST_INSTALMENTS = 100;

interface Paid {
	dueDate: string | null;
	payment: Invoice['payment'];
	/** The sum of all instalments; null when one has no amount. */
	sum: Decimal | null;
}

/** `DatiPagamento`: a single instalment gives the due date, several become the payment terms. */
export function* paymentAt(body: XmlElement, findings: Findings): Steps<Paid> {
	const groups = childrenOf(body, 'fpa:DatiPagamento');
	const instalments = groups.flatMap((group) => childrenOf(group, 'fpa:DettaglioPagamento'));
	const [first] = instalments;
	const dates = yield* mapElements(instalments, (entry) => dueDateOf(entry, findings));
	const sums = yield* mapElements(instalments, (entry) =>
		readNumber(findings, 'totals.due', valueOf(entry, 'fpa:ImportoPagamento')),
	);
	const account = valueOf(first, 'fpa:IBAN')?.replace(/\s/g, '') ?? null;
	const iban = account === null ? null : ibanOf(account);
	const isOne = new Set(dates).size <= 1;
	return {
		dueDate: isOne ? (dates[0] ?? null) : null,
		payment: paymentOf({
			terms: isOne ? null : termsOf(dates, sums),
			reference: valueOf(first, 'fpa:CodicePagamento'),
			method: methodOf(valueOf(first, 'fpa:ModalitaPagamento')),
			bankName: textOf(first, 'fpa:IstitutoFinanziario'),
			iban,
			bic: valueOf(first, 'fpa:BIC'),
			accountNumber: iban === null ? account : null,
			discounts: instalments.slice(0, MOST_INSTALMENTS).flatMap((entry) => discountAt(entry, findings)),
		}),
		sum: sumOfAll(sums),
	};
}

/** The date itself, or so many days from a date. */
function dueDateOf(instalment: XmlElement, findings: Findings): string | null {
	const written = valueOf(instalment, 'fpa:DataScadenzaPagamento');
	if (written !== null) return findings.date('dueDate', written.slice(0, 10));
	const from = valueOf(instalment, 'fpa:DataRiferimentoTerminiPagamento')?.slice(0, 10);
	const days = valueOf(instalment, 'fpa:GiorniTerminiPagamento');
	if (days === null || from === undefined) return null;
	const due = /^\d{1,3}$/.test(days) ? addDays(from, Number(days)) : null;
	if (due === null) {
		findings.add('date-unknown', 'dueDate', `${days.slice(0, 20)} days from ${from} is not a date`);
	}
	return due;
}

function termsOf(dates: ReadonlyArray<string | null>, sums: ReadonlyArray<Decimal | null>): string {
	const texts = dates
		.slice(0, MOST_INSTALMENTS)
		.map((date, index) => `${index + 1}: ${date ?? '?'}, ${sums[index] ? toText(sums[index]) : '?'}`);
	const more = dates.length - texts.length;
	return [...texts, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** Discount for payment before a date. */
function discountAt(instalment: XmlElement, findings: Findings): Discount[] {
	const value = readNumber(
		findings,
		'payment.discounts',
		valueOf(instalment, 'fpa:ScontoPagamentoAnticipato'),
	);
	if (value === null) return [];
	return [
		{
			percent: null,
			amount: findings.amount('payment.discounts', value),
			baseAmount: null,
			until: findings.date(
				'payment.discounts',
				valueOf(instalment, 'fpa:DataLimitePagamentoAnticipato')?.slice(0, 10),
			),
		},
	];
}

/** Payment details without a field in the item. */
export function paymentReferences(body: XmlElement): Record<string, string | null> {
	const groups = childrenOf(body, 'fpa:DatiPagamento');
	const instalments = groups.flatMap((group) => childrenOf(group, 'fpa:DettaglioPagamento'));
	const account = valueOf(instalments[0], 'fpa:IBAN');
	const distinct = (texts: ReadonlyArray<string | null>) =>
		[...new Set(texts.filter((text) => text !== null))].slice(0, MOST_INSTALMENTS).join(', ');
	return {
		paymentConditions: distinct(groups.map((group) => valueOf(group, 'fpa:CondizioniPagamento'))),
		paymentMethods: distinct(instalments.map((entry) => valueOf(entry, 'fpa:ModalitaPagamento'))),
		paymentAccountName: textOf(instalments[0], 'fpa:Beneficiario'),
		furtherPaymentAccounts: distinct(
			instalments
				.slice(1)
				.map((entry) => valueOf(entry, 'fpa:IBAN'))
				.filter((further) => further !== account),
		),
	};
}
