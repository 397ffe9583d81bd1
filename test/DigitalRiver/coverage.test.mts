import { invoiceOfCommerceOrder } from '../../nodes/DigitalRiver/commerceOrder';
import { invoiceOfOrder } from '../../nodes/DigitalRiver/order';
import { commerceOrder, order } from '../../nodes/DigitalRiver/schema';
import { Findings } from '../../nodes/shared/invoice/findings';
import type { Invoice } from '../../nodes/shared/invoice/schema';
import {
	COMMERCE_ORDER,
	FILE_EVENT,
	invoiceOf,
	INVOICE_EVENT,
	ORDER,
	pathsIn,
	sample,
} from '../support/DigitalRiver/events.mts';
import { apartFromKey } from '../support/apartFromKey.mts';

/** Documented field → field of the item that it affects; null: only kept in raw (for an order: nowhere). */
type Fields = Record<string, string | null>;

const ENVELOPE: Fields = {
	id: 'event.id',
	type: 'event.providerType',
	liveMode: 'event.liveMode',
	createdTime: 'event.occurredAt',
	'versionIds.0': null,
	'webhookIds.0': null,
	digitalriverVersion: null,
	digitalRiverVersion: null,
	'data.previousAttributes.state': null,
};

const FILE_FIELDS: Fields = {
	...ENVELOPE,
	// Read only without a fileId; both have the same value.
	'data.object.id': null,
	'data.object.fileId': 'document.id',
	'data.object.orderId': 'orderReference',
	'data.object.customerId': 'customerNumber',
	'data.object.purpose': 'issues.0.code',
	'data.object.invoiceURL': 'issues.0.code',
};

const ADDRESS = (from: string, to: string): Fields => ({
	[`${from}.name`]: `${to}.name`,
	[`${from}.organization`]: `${to}.companyName`,
	[`${from}.email`]: `${to}.email`,
	[`${from}.phone`]: `${to}.phone`,
	[`${from}.address.line1`]: `${to}.address.street`,
	[`${from}.address.line2`]: `${to}.address.additional`,
	[`${from}.address.city`]: `${to}.address.city`,
	[`${from}.address.postalCode`]: `${to}.address.postalCode`,
	[`${from}.address.state`]: `${to}.address.region`,
	[`${from}.address.country`]: `${to}.address.countryCode`,
	[`${from}.additionalAddressInfo.neighborhood`]: null,
});

/** Fields of orders and of invoices of the Invoices resource alike. */
const ORDER_FIELDS: Fields = {
	createdTime: null,
	updatedTime: null,
	customerId: 'buyer.customerId',
	currency: 'currency',
	email: null,
	locale: null,
	customerType: null,
	liveMode: null,
	totalAmount: 'totals.gross',
	subtotal: 'totals.net',
	totalTax: 'totals.tax',
	totalShipping: 'totals.charges',
	totalFees: 'totals.charges',
	totalDuty: 'totals.charges',
	totalImporterTax: 'totals.charges',
	// Covers items, order and shipping together; the order's part follows from the rest.
	totalDiscount: null,
	capturedAmount: 'totals.paid',
	'items.0.id': 'lines.0.id',
	'items.0.skuId': 'lines.0.sku',
	'items.0.productDetails.id': null,
	'items.0.productDetails.name': 'lines.0.description',
	'items.0.productDetails.partNumber': null,
	'items.0.productDetails.countryOfOrigin': null,
	'items.0.amount': 'lines.0.net',
	'items.0.quantity': 'lines.0.quantity',
	'items.0.tax.rate': 'lines.0.taxRate',
	'items.0.tax.amount': 'lines.0.tax',
	'items.0.importerTax.amount': null,
	'items.0.duties.amount': null,
	'items.0.fees.amount': null,
	'items.0.fees.taxAmount': null,
	'items.0.discount.amountOff': 'lines.0.discount',
	'items.0.discount.percentOff': null,
	'items.0.discount.quantity': 'lines.0.discount',
	'items.0.sellerTaxIdentifier': 'references.sellerTaxIdentifier',
	...ADDRESS('billTo', 'buyer'),
	...ADDRESS('shipTo', 'shipTo'),
	'taxIdentifiers.0.id': null,
	'taxIdentifiers.0.customerId': null,
	'taxIdentifiers.0.type': 'references.taxIdentifiers',
	'taxIdentifiers.0.value': 'buyer.taxId',
	'taxIdentifiers.0.state': null,
	'sellingEntity.id': 'references.sellingEntityId',
	'sellingEntity.name': 'seller.companyName',
	'payment.sources.0.id': null,
	'payment.sources.0.type': 'payment.method',
	'payment.sources.0.amount': null,
	upstreamId: 'references.upstreamId',
	checkoutId: 'references.checkoutId',
};

const DR_ORDER_FIELDS: Fields = {
	...ORDER_FIELDS,
	// The caller already knows the order's id and its file.
	id: null,
	state: 'references.orderState',
	'items.0.state': null,
	'items.0.availableToRefundAmount': null,
	'organization.id': null,
	'shippingChoice.amount': null,
	'shippingChoice.taxAmount': null,
	'shippingChoice.description': null,
	'shippingChoice.serviceLevel': null,
	cancelledAmount: null,
	availableToRefundAmount: null,
	'metadata.channel': null,
	'invoicePDFs.0.id': null,
	'invoicePDFs.0.url': null,
	'invoicePDFs.0.liveMode': null,
};

const INVOICE_FIELDS: Fields = {
	...ENVELOPE,
	...Object.fromEntries(Object.entries(ORDER_FIELDS).map(([from, to]) => [`data.object.${from}`, to])),
	'data.object.id': 'id',
	'data.object.customerId': 'customerNumber',
	'data.object.orderId': 'orderReference',
	'data.object.description': 'note',
	'data.object.state': 'status',
	// A paid invoice is fully paid, whatever was captured.
	'data.object.capturedAmount': null,
	'data.object.stateTransitions.paid': null,
	'data.object.attemptCount': null,
	'data.object.collectionPeriodDays': null,
	'data.object.chargeType': null,
	'data.object.items.0.subscriptionInfo.subscriptionId': null,
	'data.object.items.0.subscriptionInfo.planId': null,
	'data.object.items.0.subscriptionInfo.autoRenewal': null,
	'data.object.items.0.subscriptionInfo.freeTrial': null,
	'data.object.items.0.subscriptionInfo.billingAgreementId': null,
};

const COMMERCE_ADDRESS = (from: string, to: string): Fields => ({
	[`${from}.firstName`]: `${to}.firstName`,
	[`${from}.lastName`]: `${to}.lastName`,
	[`${from}.companyName`]: `${to}.companyName`,
	[`${from}.line1`]: `${to}.address.street`,
	[`${from}.line2`]: `${to}.address.additional`,
	[`${from}.line3`]: `${to}.address.additional`,
	[`${from}.city`]: `${to}.address.city`,
	[`${from}.postalCode`]: `${to}.address.postalCode`,
	[`${from}.countrySubdivision`]: `${to}.address.region`,
	[`${from}.country`]: `${to}.address.countryCode`,
	[`${from}.countryName`]: null,
	[`${from}.phoneNumber`]: `${to}.phone`,
	[`${from}.emailAddress`]: `${to}.email`,
});

const COMMERCE_FIELDS: Fields = {
	...COMMERCE_ADDRESS('billingAddress', 'buyer'),
	...COMMERCE_ADDRESS('shippingAddress', 'shipTo'),
	id: null,
	totalItemsInCart: null,
	testOrder: null,
	sendEmail: null,
	locale: null,
	currency: 'currency',
	taxExempt: null,
	shopperLoginType: null,
	shopperId: null,
	softDescriptor: null,
	orderState: 'references.orderState',
	'lineItems.0.id': 'lines.0.id',
	'lineItems.0.quantity': 'lines.0.quantity',
	'lineItems.0.lineItemState': null,
	'lineItems.0.product.id': null,
	'lineItems.0.product.sku': 'lines.0.sku',
	'lineItems.0.product.displayName': 'lines.0.description',
	'lineItems.0.product.systemProductName': null,
	'lineItems.0.downloads.0.downloadUri': null,
	'lineItems.0.pricing.netPrice.value': 'lines.0.net',
	'lineItems.0.pricing.listPrice.value': null,
	'lineItems.0.pricing.salePriceWithQuantity.value': 'lines.0.gross',
	'lineItems.0.pricing.totalDiscountWithQuantity.value': null,
	'lineItems.0.pricing.importTax.value': null,
	'lineItems.0.pricing.importDuty.value': null,
	'pricing.total.value': 'totals.gross',
	'pricing.subTotal.value': 'totals.lines',
	'pricing.subtotalWithDiscount.value': null,
	'pricing.shippingAndHandling.value': 'totals.charges',
	// Line prices already include it.
	'pricing.discount.value': null,
	'pricing.tax.value': 'totals.tax',
	'pricing.importTaxAndDuty.value': 'totals.charges',
	'pricing.fees.value': 'totals.charges',
	businessEntityCode: null,
	'paymentMethods.0.name': 'payment.method',
	'paymentMethods.0.displayableNumber': null,
	'paymentMethods.0.expirationMonth': null,
	'paymentMethods.0.expirationYear': null,
	'shippingMethod.code': null,
	'shippingMethod.description': null,
	taxInclusive: null,
	submissionDate: 'references.submissionDate',
};

const withFindings =
	<T extends object>(figures: (body: unknown, findings: Findings) => T) =>
	(body: unknown) => {
		const findings = new Findings();
		return { ...figures(body, findings), issues: findings.issues };
	};

const withoutRaw = (item: object) =>
	'event' in item ? apartFromKey(item as Invoice) : { ...item, raw: null };

const SUBJECTS: Array<[string, string, Fields, (body: unknown) => object]> = [
	['file event', FILE_EVENT, FILE_FIELDS, invoiceOf],
	['invoice event', INVOICE_EVENT, INVOICE_FIELDS, invoiceOf],
	[
		'order',
		ORDER,
		DR_ORDER_FIELDS,
		withFindings((body, findings) => invoiceOfOrder(order.parse(body), findings)),
	],
	[
		'Commerce API order',
		COMMERCE_ORDER,
		COMMERCE_FIELDS,
		withFindings((body, findings) => invoiceOfCommerceOrder(commerceOrder.parse(body), findings)),
	],
];

describe.each(SUBJECTS)('%s', (_name, file, fields, itemOf) => {
	const at = (value: unknown, where: string): unknown =>
		where.split('.').reduce<unknown>((one, key) => (one as Record<string, unknown> | null)?.[key], value);

	/** The sample with every listed field added. */
	const full = () => {
		const body = structuredClone(sample(file)) as Record<string, unknown>;
		for (const where of Object.keys(fields)) {
			const steps = where.split('.');
			let node = body;
			for (const [index, step] of steps.entries()) {
				const isLast = index === steps.length - 1;
				// Fill empty lists of the sample with a first element, too.
				node[step] ??= isLast ? usual(where) : /^\d+$/.test(steps[index + 1]) ? [] : {};
				node = node[step] as Record<string, unknown>;
			}
		}
		return body;
	};
	const usual = (where: string) => (/amount|total|quantity|percent/i.test(where) ? 1 : 'text');
	const other = (value: unknown, where: string): unknown => {
		if (typeof value === 'boolean') return !value;
		if (typeof value === 'number') return value + 1;
		if (where === 'type') return 'order.credit_memo.created';
		if (where === 'createdTime') return '2026-12-24T00:00:00Z';
		if (where.endsWith('.state')) return 'void';
		if (/\.country$/.test(where)) return 'FR';
		return where.endsWith('currency') ? 'GBP' : `${String(value)} changed`;
	};

	it.each(Object.entries(fields))('%s → %s', (from, to) => {
		const body = full();
		const steps = from.split('.');
		const parent = at(body, steps.slice(0, -1).join('.')) ?? body;
		const node = (steps.length === 1 ? body : parent) as Record<string, unknown>;
		const before = itemOf(structuredClone(body));
		// An invoice event of another type would have another structure.
		node[steps.at(-1)!] =
			from === 'type' && file === INVOICE_EVENT ? 'invoice.updated' : other(at(body, from), from);
		const now = itemOf(body);
		if (to === null) expect(withoutRaw(now)).toEqual(withoutRaw(before));
		else expect(at(now, to)).not.toEqual(at(before, to));
		if ('raw' in now) expect(at(now, `raw.${from}`)).toEqual(at(body, from));
	});

	it('lists every field of its sample', () => {
		const isLeaf = (where: string) => typeof (at(sample(file), where) ?? '') !== 'object';
		const first = (where: string) => where.replace(/\.\d+(?=\.|$)/g, '.0');
		// The transitions are all alike, and so are the fields of a payment source's owner.
		const alike = /stateTransitions\.(draft|open)$|payment\.sources\.0\.(owner|creditCard)\./;
		const unlisted = pathsIn(sample(file))
			.filter((where) => isLeaf(where) && !(first(where) in fields) && !alike.test(where))
			.map(first);
		expect([...new Set(unlisted)]).toEqual([]);
	});
});
