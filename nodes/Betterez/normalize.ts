import { createHash } from 'node:crypto';
import { unixTime } from '../shared/authenticate/timestamp';
import { instant } from '../shared/values/dates';
import { readDocument as readFiscalDocument } from '../shared/einvoice/readers';
import type { EInvoice } from '../shared/einvoice/reader';
import { checkAuthorization, seriesOf } from '../shared/einvoice/formats/fel/read';
import { Findings } from '../shared/invoice/findings';
import { invoiceOf, referencesOf } from '../shared/invoice/build';
import type { Invoice } from '../shared/invoice/schema';
import { eventOf } from '../shared/trigger/normalizeWith';
import type { ReceivedEvent } from '../shared/provider';
import { finish } from '../shared/steps';
import { localName } from '../shared/xml/element';
import { xmlInSteps } from '../shared/xml/parse';
import { typeOf } from './events';
import { inlineDocument, type InlineDocument } from './inlineDocument';
import { valueOfMoment, type Envelope, type InvoiceRecord } from './schema';

/** `invoices.created` and `invoices.updated`. */
export function normalizeEvent(payload: Envelope, received: ReceivedEvent): Invoice[] {
	const { id, created, livemode, providerId, data } = payload;
	const invoice = invoiceOfRecord(data);
	return [
		{
			...invoice,
			event: eventOf(received, {
				id: id ?? null,
				key: `betterez:${id || keyOfRecord(data)}`,
				type: typeOf(received.providerType, invoice),
				// All examples have Unix seconds.
				occurredAt:
					unixTime(String(created ?? ''))?.toISOString() ?? instant(valueOfMoment(data.updatedAt) ?? ''),
				liveMode: livemode ?? null,
			}),
			references: { ...invoice.references, ...referencesOf({ providerId }) },
			raw: received.payload,
		},
	];
}

/** Two events for one invoice differ in the time of the change; a record without one is identified by its content. */
function keyOfRecord(data: InvoiceRecord): string {
	const changed =
		valueOfMoment(data.updatedAt) ?? createHash('sha256').update(JSON.stringify(data)).digest('hex');
	return `${data._id}:${changed}`;
}

/**
 * An invoice as the service stores it, without event and raw. Amounts come from the fiscal document inside alone: the
 * unit of the record's own totals is not documented.
 */
export function invoiceOfRecord(data: InvoiceRecord): Invoice {
	const findings = new Findings();
	const number = asText(data.number);
	const series = seriesOf(asText(data.serie));
	const inline = inlineDocument(data.data);
	if (!inline.ok) findings.add('document-unreadable', 'document', inline.error.message);
	const file = inline.ok ? inline.value : null;
	const read = file === null ? null : readDocument(file, findings);

	if (read === null) {
		findings.add(
			'amounts-unknown',
			'totals',
			'Betterez gives amounts only in the fiscal document, and none here can be read',
		);
		checkAuthorization({ authorizationNumber: data.authNumber ?? null, series, number }, findings);
	}
	if (read?.number && number && read.number !== number) {
		findings.add(
			'number-mismatch',
			'number',
			`Betterez says ${number.slice(0, 60)}; the number in the document was taken`,
		);
	}
	return invoiceOf({
		...read,
		provider: 'betterez',
		id: data._id,
		number: read?.number ?? number,
		status: read?.status === undefined ? statusOf(data.type, findings) : read.status,
		currency: read?.currency === undefined ? currencyOf(data.currency, findings) : read.currency,
		document: file && {
			id: data._id,
			url: null,
			fileName: `${data.authNumber || number || data._id}${file.extension}`,
			mimeType: file.mimeType,
			source: 'inline',
			expiresAt: null,
		},
		references: {
			...referencesOf({
				transactionId: data.transactionId,
				accountId: data.accountId,
				invoiceProviderId: data.invoiceProviderId,
				invoiceProviderType: data.invoiceProviderType,
				authorizationNumber: data.authNumber,
				series,
				createdAt: valueOfMoment(data.createdAt),
			}),
			...read?.references,
		},
		issues: findings.issues,
	});
}

const asText = (value: string | number | null | undefined) => (value == null ? null : String(value));

const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;

/** The invoice in the document; null, with an issue, when its format is unknown. */
function readDocument({ bytes, mimeType }: InlineDocument, findings: Findings): EInvoice | null {
	const unknown = (code: string, message: string) => {
		findings.add(code, 'document', message);
		return null;
	};
	if (mimeType === 'application/gzip') {
		return unknown(
			'document-compressed',
			'The document is compressed (gzip), so that its content was not read',
		);
	}
	if (mimeType !== 'application/xml') {
		return unknown(
			'document-unknown',
			`The document is not XML but ${mimeType}, so that its content was not read`,
		);
	}
	// Fiscal documents have a few kilobytes. A larger one would block n8n, because a normalizer cannot pause.
	if (bytes.length > MAX_DOCUMENT_BYTES) {
		return unknown(
			'document-unreadable',
			'The document is larger than 2 MB, so that its content was not read',
		);
	}
	const root = finish(xmlInSteps(bytes));
	if (!root.ok) return unknown('document-unreadable', root.error.message);
	return (
		finish(readFiscalDocument(root.value, findings)) ??
		unknown(
			'document-unknown',
			`The document is XML of another kind: ${localName(root.value.name).slice(0, 60)}`,
		)
	);
}

/** Only `certification` is documented for `type`. */
function statusOf(type: string | null | undefined, findings: Findings): Invoice['status'] {
	if (type === 'certification') return 'issued';
	if (type)
		findings.add(
			'status-unknown',
			'status',
			`The type ${type.slice(0, 60)} has no counterpart; it is kept in raw`,
		);
	return null;
}

const currencyOf = (sent: unknown, findings: Findings) =>
	typeof sent === 'string' && sent.length === 3 ? findings.currency('currency', sent) : null;
