import type { Node } from '../../../xpath/node';
import { contextWhen, fatal, type Context, type Pattern, type Rule } from '../../../rule';
import { isFilled } from '../../peppol/shapes';
import { EMISSIONS, isClassification, isCvd, VEHICLES } from '../specifications';

// XRechnung's profile for the procurement of clean vehicles.

const CODE = 'cac:CommodityClassification/cbc:ItemClassificationCode';
const PROPERTY = 'cac:AdditionalItemProperty';

const vehicleCodes = (item: Node): number =>
	item.values(`${CODE}/@listID`).filter((id) => id === 'CVD').length;
const emissions = (item: Node): number =>
	item.all(PROPERTY).filter((property) => property.equals('cbc:Name', 'cva')).length;

/** Of lines, but not of lines within lines. */
const ITEMS = ['cac:InvoiceLine/cac:Item', 'cac:CreditNoteLine/cac:Item'];
const hasVehicle = (at: Node): boolean =>
	ITEMS.flatMap((path) => at.all(path)).some((item) => vehicleCodes(item) > 0 && emissions(item) > 0);

const inItems = (path: string): string => ITEMS.map((item) => `${item}/${path}`).join(' | ');

const when = (match: string, rules: readonly Rule[], isMore: (at: Node) => boolean = () => true): Context =>
	contextWhen(match, (at) => isCvd(at) && isMore(at), rules);

export const vehicles: Pattern = [
	when('/ubl:Invoice | /cn:CreditNote', [
		fatal('BR-DE-CVD-02', isFilled('cac:OriginatorDocumentReference/cbc:ID')),
		fatal('BR-DE-CVD-01', isFilled('cac:ContractDocumentReference/cbc:ID')),
		fatal('BR-DE-CVD-03', hasVehicle),
	]),
	when(ITEMS.join(' | '), [
		fatal('BR-DE-CVD-06-a', (item) => vehicleCodes(item) === 0 || emissions(item) === 1),
		fatal('BR-DE-CVD-06-b', (item) => emissions(item) === 0 || vehicleCodes(item) === 1),
	]),
	when(inItems(CODE), [
		fatal('BR-TMP-CVD-01', isClassification),
		fatal('BR-DE-CVD-04', (at) => at.normal('@listID') !== 'CVD' || VEHICLES.includes(at.normal('.'))),
	]),
	when(
		inItems(PROPERTY),
		[fatal('BR-DE-CVD-05', (at) => EMISSIONS.includes(at.normal('cbc:Value')), 'cbc:Value')],
		(at) => at.equals('cbc:Name', 'cva'),
	),
];
