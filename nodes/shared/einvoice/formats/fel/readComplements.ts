import { addressOf, partyOf } from '../../../invoice/build';
import type { Findings } from '../../../invoice/findings';
import type { Invoice } from '../../../invoice/schema';
import { sumOfAll } from '../../../values/money';
import { localName, type XmlElement } from '../../../xml/element';
import { readNumber } from '../../reader';

/** A value of a complement: an element without children, or an attribute. */
interface Said {
	name: string;
	value: string;
}

export interface Complements {
	withheld: number | null;
	due: number | null;
	exchangeRate: number | null;
	shipTo: Invoice['shipTo'];
	references: Record<string, string>;
}

/** Complements that the reader of the document handles itself. */
const READ_ELSEWHERE = ['cno:ReferenciasNota', 'cfc:AbonosFacturaCambiaria'];

/** Of exports: which reference each is. */
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
]);
const CONSIGNEE = 'NombreConsignatarioODestinatario';
const CONSIGNEE_ADDRESS = 'DireccionConsignatarioODestinatario';

/**
 * What the complements of a document say: what the buyer of a special invoice withholds (FESP), where an export goes, the
 * rate of a foreign currency. Anything else becomes an issue.
 */
export function complementsOf(complements: readonly XmlElement[], findings: Findings): Complements {
	const own = complements.filter(({ name }) => !READ_ELSEWHERE.includes(name)).slice(0, MOST);
	const all = own.flatMap((complement) => saidBy(complement));
	const valueOf = (name: string) => all.find((said) => said.name === name)?.value ?? null;
	const withheld = sumOfAll(
		all.filter(isWithheld).map(({ value }) => readNumber(findings, 'totals.withheld', value)),
	);
	for (const complement of own) nameUnread(complement, findings);
	return {
		withheld: findings.amount('totals.withheld', withheld),
		due: findings.amount('totals.due', readNumber(findings, 'totals.due', valueOf(DUE))),
		exchangeRate: findings.amount('exchangeRate', readNumber(findings, 'exchangeRate', valueOf(RATE))),
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

const MOST = 20;
const RATE = 'TipoCambio';
const DUE = 'TotalMenosRetenciones';

/** `RetencionISR`, `RetencionIVA` */
const isWithheld = ({ name }: Said) => name.startsWith('Retencion');

/** The version of the form, not content. */
const FORM = ['Version', 'xsi:schemaLocation'];

const MAX_DEPTH = 10;

function saidBy({ children, attributes, text, name }: XmlElement, depth = 0): Said[] {
	const said = [...attributes]
		.filter(([attribute, value]) => !FORM.includes(attribute) && value.trim() !== '')
		.map(([attribute, value]) => ({ name: localName(attribute), value: value.trim() }));
	const own =
		children.length === 0 && text.trim() !== '' ? [{ name: localName(name), value: text.trim() }] : [];
	const below = depth < MAX_DEPTH ? children.flatMap((child) => saidBy(child, depth + 1)) : [];
	return [...said, ...own, ...below];
}

const isRead = (said: Said) =>
	isWithheld(said) ||
	REFERENCES.has(said.name) ||
	[RATE, DUE, CONSIGNEE, CONSIGNEE_ADDRESS].includes(said.name);

const MAX_SHOWN = 10;

function nameUnread(complement: XmlElement, findings: Findings): void {
	const said = saidBy(complement);
	const unread = said.filter((one) => !isRead(one));
	if (unread.length === 0) return;
	const shown = unread.slice(0, MAX_SHOWN).map(({ name, value }) => `${name} ${value}`.slice(0, 100));
	const more = unread.length > MAX_SHOWN ? `, and ${unread.length - MAX_SHOWN} more` : '';
	findings.add(
		'complement-unread',
		'references',
		`The complement ${localName(complement.name).slice(0, 60)} says what has no field here: ${shown.join('; ')}${more}`,
	);
}
