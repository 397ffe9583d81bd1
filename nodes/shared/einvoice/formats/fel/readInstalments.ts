import type { Findings } from '../../../invoice/findings';
import { equals, toText, type Decimal } from '../../../values/decimal';
import type { Steps } from '../../../steps';
import { amount, sumOfAll } from '../../../values/money';
import { mapElements, qualifierOf, type XmlElement } from '../../../xml/element';
import { readNumber } from '../../reader';
import { complementsNamed } from './readNote';

interface Terms {
	dueDate: string | null;
	terms: string | null;
}

/**
 * The instalments of a factura cambiaria. A single one for the whole total gives the due date; otherwise they become
 * the payment terms. Adds an issue when they do not add up to the total.
 */
export function* instalmentsOf(
	complements: readonly XmlElement[],
	total: Decimal | null,
	findings: Findings,
): Steps<Terms> {
	const elements = complementsNamed(complements, 'AbonosFacturaCambiaria').flatMap((complement) =>
		ownChildren(complement, 'Abono'),
	);
	const sum = sumOfAll(
		yield* mapElements(elements, (instalment) =>
			readNumber(findings, 'payment.terms', textIn(instalment, 'MontoAbono')),
		),
	);
	const instalments = elements.slice(0, MOST).map((instalment) => ({
		number: textIn(instalment, 'NumeroAbono'),
		due: textIn(instalment, 'FechaVencimiento'),
		sum: textIn(instalment, 'MontoAbono'),
	}));
	const [first, second] = instalments;
	if (first === undefined) return { dueDate: null, terms: null };
	const isWhole = sum === null || total === null || equals(sum, total);
	if (!isWhole) {
		findings.add(
			'sum-mismatch',
			'payment.terms',
			`${toText(sum)} is the sum of the instalments, but ${toText(total)} was sent as the total`,
		);
	}
	const dueDate = second === undefined ? findings.date('dueDate', first.due?.slice(0, 10)) : null;
	if (second === undefined && isWhole && (dueDate !== null || first.due === null))
		return { dueDate, terms: null };
	const terms = instalments.map(({ number, due, sum: written }) => {
		const figure = amount(written);
		return `${number ?? '?'}: ${due ?? '?'}, ${figure ? toText(figure) : (written ?? '?')}`;
	});
	if (elements.length > MOST) terms.push(`and ${elements.length - MOST} more`);
	return { dueDate, terms: terms.join('; ') };
}

/** More than a factura has; the list becomes one text. */
const MOST = 100;

/** Children of that name in the namespace of their parent, or in none. */
function ownChildren({ name: parent, children }: XmlElement, name: string): XmlElement[] {
	const qualified = qualifierOf(parent) + name;
	return children.filter((child) => child.name === qualified || child.name === name);
}

const textIn = (element: XmlElement, name: string): string | null =>
	ownChildren(element, name)[0]?.text.trim() || null;
