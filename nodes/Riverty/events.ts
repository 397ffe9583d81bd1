/** Riverty's event names (docs.riverty.com, Accounting as a Service, webhook notification types). */
export const INVOICE_CREATED = 'accounting/invoiceCreated';
export const DOCUMENT_CREATED = 'accounting/documentCreated';

/** The name in this package's spelling: the documentation uses types with and without capitals. */
export function knownType(type: string): string {
	return (
		[INVOICE_CREATED, DOCUMENT_CREATED].find((name) => name.toLowerCase() === type.toLowerCase()) ?? type
	);
}
