import { addressOf, partyOf } from '../../../invoice/build';
import type { Findings } from '../../../invoice/findings';
import type { Invoice } from '../../../invoice/schema';
import { subtract, type Decimal } from '../../../values/decimal';
import { sumOfAll } from '../../../values/money';
import { localName, qualifierOf, type XmlElement } from '../../../xml/element';
import { readNumber } from '../../reader';

/** A value in a complement: an element without children, or an attribute. */
interface Said {
	name: string;
	value: string;
	/** It, or an element around it, is in another namespace than the complement: whatever its name, its meaning is unknown. */
	isForeign: boolean;
}

export interface Complements {
	withheld: number | null;
	due: number | null;
	exchangeRate: number | null;
	/** The payment method: SAT's codes, such as TC for a credit card. */
	method: string | null;
	shipTo: Invoice['shipTo'];
	references: Record<string, string>;
}

/** Complements with a reader of their own. */
const READ_ELSEWHERE = ['ReferenciasNota', 'AbonosFacturaCambiaria'];

/** Reference names for values of exports. */
const REFERENCES: ReadonlyMap<string, string> = new Map([
	['INCOTERM', 'incoterm'],
	['CodigoConsignatarioODestinatario', 'consigneeCode'],
	['NombreComprador', 'exportBuyer'],
	['DireccionComprador', 'exportBuyerAddress'],
	['CodigoComprador', 'exportBuyerCode'],
	['OtraReferencia', 'exportReference'],
	['NombreExportador', 'exporter'],
	['CodigoExportador', 'exporterCode'],
	['LugarExpedicion', 'placeOfIssue'],
	['fechaExportacion', 'exportDate'],
	['viaTransporte', 'exportTransport'],
	['aduanaSalida', 'exportCustomsOffice'],
]);
const CONSIGNEE = 'NombreConsignatarioODestinatario';
const CONSIGNEE_ADDRESS = 'DireccionConsignatarioODestinatario';
const RATE = 'TipoCambio';
const DUE = 'TotalMenosRetenciones';
const METHOD = 'TipoFormaPago';
const READ_ONCE = new Set([...REFERENCES.keys(), CONSIGNEE, CONSIGNEE_ADDRESS, RATE, DUE]);

/** `RetencionISR`, `RetencionIVA`, `RetencionICT` */
const isWithheld = ({ name, isForeign }: Said) => name.startsWith('Retencion') && !isForeign;

/**
 * The withholdings that count: the first of its name in each kind of complement. A document has one complement of a
 * kind, whose schema (GT_Complemento_Fac_Especial) allows each withholding once, so another says the same again.
 */
const withholdingsOf =
	(known: Set<string>) =>
	({ complement, said }: { complement: XmlElement; said: readonly Said[] }): Said[] =>
		said.filter(isWithheld).filter(({ name }) => {
			const key = `${localName(complement.name)} ${name}`;
			const isFirst = !known.has(key);
			known.add(key);
			return isFirst;
		});

const MOST = 20;

/**
 * Reads the complements of a document: tax withheld by the buyer of a special invoice (FESP), destination of an export,
 * exchange rate, payment method. Adds an issue for anything else, and for values beyond the first of their name.
 *
 * @param total `GranTotal`; what is due is the rest of it, if no complement says that
 */
export function complementsOf(
	complements: readonly XmlElement[],
	total: Decimal | null,
	findings: Findings,
): Complements {
	const own = complements.filter(({ name }) => !READ_ELSEWHERE.includes(localName(name)));
	const all = own.slice(0, MOST).map((complement) => ({ complement, said: saidBy(complement) }));
	const said = all.flatMap((one) => one.said).filter(({ isForeign }) => !isForeign);
	const first = new Map(said.toReversed().map(({ name, value }) => [name, value]));
	const valueOf = (name: string) => first.get(name) ?? null;
	const withholdings = new Set(all.flatMap(withholdingsOf(new Set())));
	const withheld = sumOfAll(
		[...withholdings].map(({ value }) => readNumber(findings, 'totals.withheld', value)),
	);
	const isRead = (one: Said) =>
		withholdings.has(one) ||
		(!one.isForeign && (one.name === METHOD || (READ_ONCE.has(one.name) && valueOf(one.name) === one.value)));
	for (const one of all) {
		nameUnread(
			one.complement.name,
			one.said.filter((value) => !isRead(value)),
			'references',
			findings,
		);
	}
	if (own.length > MOST) {
		findings.add(
			'complement-unread',
			'references',
			`Only the first ${MOST} of ${own.length} complements were read`,
		);
	}
	const methods = new Set(said.filter(({ name }) => name === METHOD).map(({ value }) => value));
	return {
		withheld: findings.amount('totals.withheld', withheld),
		due: findings.amount(
			'totals.due',
			valueOf(DUE) === null
				? total && withheld && subtract(total, withheld)
				: readNumber(findings, 'totals.due', valueOf(DUE)),
		),
		exchangeRate: findings.amount('exchangeRate', readNumber(findings, 'exchangeRate', valueOf(RATE))),
		method: methods.size > 0 ? [...methods].join(', ') : null,
		shipTo: partyOf({
			name: valueOf(CONSIGNEE),
			address: addressOf({ street: valueOf(CONSIGNEE_ADDRESS) }),
		}),
		references: Object.fromEntries(
			[...REFERENCES].flatMap(([name, reference]) => {
				const value = valueOf(name);
				return value === null ? [] : [[reference, value]];
			}),
		),
	};
}

/** Adds an issue for the complement of a line, because lines have no field for it. */
export function nameComplementOfLine(complement: XmlElement, index: number, findings: Findings): void {
	nameUnread(complement.name, saidBy(complement), `lines[${index}]`, findings);
}

/** Technical attributes of a complement, not content. */
const FORM = ['Version', 'xsi:schemaLocation', 'NombreComplementoItem', 'URIComplementoItem'];

const MAX_DEPTH = 10;
/** Elements and attributes that are looked at in a complement; real ones have some 50. */
const MAX_PARTS = 5000;

function saidBy(complement: XmlElement): Said[] {
	const own = ['', qualifierOf(complement.name)];
	const said: Said[] = [];
	let left = MAX_PARTS;
	function visit({ name, attributes, children, text }: XmlElement, depth: number, isInside: boolean): void {
		const isForeign = isInside || !own.includes(qualifierOf(name));
		const add = (written: string, value: string, isOther = false) =>
			said.push({ name: localName(written), value: value.trim(), isForeign: isForeign || isOther });
		for (const [attribute, value] of attributes) {
			if (left-- <= 0) return;
			if (!FORM.includes(attribute) && value.trim() !== '')
				add(attribute, value, !own.includes(qualifierOf(attribute)));
		}
		if (children.length === 0 && text.trim() !== '') add(name, text);
		else if (children.length > 0 && depth === MAX_DEPTH) add(name, '(has more inside)');
		else {
			for (const child of children) {
				if (left-- <= 0) return;
				visit(child, depth + 1, isForeign);
			}
		}
	}
	visit(complement, 0, false);
	if (left < 0) said.push({ name: localName(complement.name), value: '(has more inside)', isForeign: true });
	return said;
}

/** Enough for two payments on behalf of others, or a full line of liquefied gas. */
const MAX_SHOWN = 25;

function nameUnread(name: string, unread: readonly Said[], path: string, findings: Findings): void {
	if (unread.length === 0) return;
	const shown = unread.slice(0, MAX_SHOWN).map((one) => `${one.name} ${one.value}`.slice(0, 100));
	const more = unread.length > MAX_SHOWN ? `, and ${unread.length - MAX_SHOWN} more` : '';
	findings.add(
		'complement-unread',
		path,
		`The complement ${localName(name).slice(0, 60)} says what has no field here: ${shown.join('; ')}${more}`,
	);
}
