import type { Node } from '../../../xpath/node';
import { contextWhen, fatal, type Context, type Pattern, type Rule } from '../../../rule';
import { isFilled } from '../../peppol/shapes';
import { EMISSIONS, isClassification, isCvd, VEHICLES } from '../specifications';

// XRechnung's CII profile for the procurement of clean vehicles.

const PRODUCT = 'ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedTradeProduct';
const CODE = 'ram:DesignatedProductClassification/ram:ClassCode';
const PROPERTY = 'ram:ApplicableProductCharacteristic';

const vehicleCodes = (item: Node): number =>
	item.values(`${CODE}/@listID`).filter((id) => id === 'CVD').length;
const emissions = (item: Node): number =>
	item.all(PROPERTY).filter((property) => property.equals('ram:Description', 'cva')).length;

const when = (match: string, rules: readonly Rule[], isMore: (at: Node) => boolean = () => true): Context =>
	contextWhen(match, (at) => isCvd(at) && isMore(at), rules);

const hasVehicle = (at: Node): boolean =>
	at.all(PRODUCT).some((item) => vehicleCodes(item) > 0 && emissions(item) > 0);

const hasTender = (at: Node): boolean =>
	at
		.all('ram:AdditionalReferencedDocument')
		.some((node) => node.normal('ram:TypeCode') === '50' && isFilled('ram:IssuerAssignedID')(node));

export const vehicles: Pattern = [
	when('rsm:SupplyChainTradeTransaction', [fatal('BR-DE-CVD-03', hasVehicle)]),
	when(PRODUCT, [
		fatal('BR-DE-CVD-06-b', (item) => emissions(item) === 0 || vehicleCodes(item) === 1),
		fatal('BR-DE-CVD-06-a', (item) => vehicleCodes(item) === 0 || emissions(item) === 1),
	]),
	when(`${PRODUCT}/${CODE}`, [
		fatal('BR-TMP-CVD-01', isClassification),
		fatal('BR-DE-CVD-04', (at) => at.normal('@listID') !== 'CVD' || VEHICLES.includes(at.normal('.'))),
	]),
	when(
		`${PRODUCT}/${PROPERTY}`,
		[fatal('BR-DE-CVD-05', (at) => EMISSIONS.includes(at.normal('ram:Value')), 'ram:Value')],
		(at) => at.equals('ram:Description', 'cva'),
	),
	when('ram:ApplicableHeaderTradeAgreement', [
		fatal('BR-DE-CVD-01', isFilled('ram:ContractReferencedDocument/ram:IssuerAssignedID')),
		fatal('BR-DE-CVD-02', hasTender),
	]),
];
