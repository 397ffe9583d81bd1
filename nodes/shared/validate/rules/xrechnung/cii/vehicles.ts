import type { Node } from '../../../xpath/node';
import { contextWhen, fatal, type Context, type Pattern, type Rule } from '../../../rule';
import { isFilled } from '../../peppol/shapes';
import { EMISSIONS, isClassification, isCvd, VEHICLES } from '../specifications';

// XRechnung's CII profile for the procurement of clean vehicles.

const CODE = 'ram:DesignatedProductClassification/ram:ClassCode';
const PROPERTY = 'ram:ApplicableProductCharacteristic';

const vehicleCodes = (item: Node): number =>
	item.values(`${CODE}/@listID`).filter((id) => id === 'CVD').length;
const emissions = (item: Node): number =>
	item.values(`${PROPERTY}/ram:Description`).filter((name) => name === 'cva').length;

const when = (match: string, rules: readonly Rule[], isMore: (at: Node) => boolean = () => true): Context =>
	contextWhen(match, (at) => isCvd(at) && isMore(at), rules);

const hasVehicle = (at: Node): boolean =>
	at
		.all('ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedTradeProduct')
		.some((item) => vehicleCodes(item) > 0 && emissions(item) > 0);

const hasTender = (at: Node): boolean =>
	at
		.all('ram:AdditionalReferencedDocument')
		.some((node) => node.normal('ram:TypeCode') === '50' && isFilled('ram:IssuerAssignedID')(node));

export const vehicles: Pattern = [
	when('rsm:SupplyChainTradeTransaction', [fatal('BR-DE-CVD-03', hasVehicle)]),
	when('ram:SpecifiedTradeProduct', [
		fatal('BR-DE-CVD-06-b', (item) => emissions(item) === 0 || vehicleCodes(item) === 1),
		fatal('BR-DE-CVD-06-a', (item) => vehicleCodes(item) === 0 || emissions(item) === 1),
	]),
	when(CODE, [
		fatal('BR-TMP-CVD-01', isClassification),
		fatal('BR-DE-CVD-04', (at) => at.attribute('listID') !== 'CVD' || VEHICLES.includes(at.value)),
	]),
	when(PROPERTY, [fatal('BR-DE-CVD-05', (at) => at.equals('ram:Value', ...EMISSIONS), 'ram:Value')], (at) =>
		at.equals('ram:Description', 'cva'),
	),
	when('ram:ApplicableHeaderTradeAgreement', [
		fatal('BR-DE-CVD-01', isFilled('ram:ContractReferencedDocument/ram:IssuerAssignedID')),
		fatal('BR-DE-CVD-02', hasTender),
	]),
];
