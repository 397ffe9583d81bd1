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
	item.values(`${PROPERTY}/cbc:Name`).filter((name) => name === 'cva').length;
const hasVehicle = (at: Node): boolean => {
	const items = [...at.all('cac:InvoiceLine/cac:Item'), ...at.all('cac:CreditNoteLine/cac:Item')];
	return items.some((item) => vehicleCodes(item) > 0 && emissions(item) > 0);
};

const when = (match: string, rules: readonly Rule[], isMore: (at: Node) => boolean = () => true): Context =>
	contextWhen(match, (at) => isCvd(at) && isMore(at), rules);

export const vehicles: Pattern = [
	when('/ubl:Invoice | /cn:CreditNote', [
		fatal('BR-DE-CVD-02', isFilled('cac:OriginatorDocumentReference/cbc:ID')),
		fatal('BR-DE-CVD-01', isFilled('cac:ContractDocumentReference/cbc:ID')),
		fatal('BR-DE-CVD-03', hasVehicle),
	]),
	when('cac:InvoiceLine/cac:Item | cac:CreditNoteLine/cac:Item', [
		fatal('BR-DE-CVD-06-a', (item) => vehicleCodes(item) === 0 || emissions(item) === 1),
		fatal('BR-DE-CVD-06-b', (item) => emissions(item) === 0 || vehicleCodes(item) === 1),
	]),
	when(CODE, [
		fatal('BR-TMP-CVD-01', isClassification),
		fatal('BR-DE-CVD-04', (at) => at.attribute('listID') !== 'CVD' || VEHICLES.includes(at.value)),
	]),
	when(PROPERTY, [fatal('BR-DE-CVD-05', (at) => at.equals('cbc:Value', ...EMISSIONS), 'cbc:Value')], (at) =>
		at.equals('cbc:Name', 'cva'),
	),
];
