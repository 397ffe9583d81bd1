import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { betterez } from '../../nodes/Betterez/provider';
import { definitionOf } from '../../nodes/shared/provider';
import { invoiceSchema } from '../../nodes/shared/invoice/schema';
import { EVENT_TYPES, invoiceEvent } from '../simulator/providers/betterez.mts';
import { pdf } from '../simulator/pdf.mts';
import { sampleJson } from '../simulator/samples.mts';
import { change, FEL as FEL_XML } from '../support/einvoice/documents.mts';
import {
	ALL,
	BARE,
	base64,
	codes,
	event,
	FEL,
	golden,
	HACIENDA,
	itemOf,
	normalize,
	RECEIVED_AT,
	SAMPLES,
	type Json,
} from '../support/Betterez/events.mts';

const STRICT = invoiceSchema.strict();
const withFile = (content: string | Buffer, data: Json = {}) =>
	itemOf(event(FEL, { ...data, data: base64(content) }));

describe('samples', () => {
	test.each(SAMPLES)('%s gives its golden item', (file) => {
		const body = event(file);
		const { raw, ...item } = itemOf(body);
		expect([item]).toEqual(golden(file));
		delete body.apiKey;
		expect(raw).toEqual(body);
		expect(STRICT.safeParse({ ...item, raw }).error).toBeUndefined();
	});

	test('the figures that the notes of the samples promise', () => {
		const fel = itemOf(event(FEL));
		expect(fel.totals).toMatchObject({ gross: 285, tax: 30.535714, net: 254.464286 });
		expect([fel.lines.length, fel.issueDate, fel.buyer?.taxId]).toEqual([2, '2026-02-11', '8888887K']);
		const hacienda = itemOf(event(HACIENDA));
		expect(hacienda.totals).toMatchObject({
			lines: 37400,
			charges: 500,
			net: 37900,
			tax: 4212,
			gross: 42112,
		});
		expect([hacienda.issueDate, hacienda.dueDate]).toEqual(['2026-03-14', '2026-04-13']);
	});

	test('no API key reaches an item', () => {
		expect(JSON.stringify(itemOf(event(BARE)))).not.toContain('11111111-2222');
		expect(JSON.stringify(itemOf(event(FEL, {}, { apiKey: 'KEY-OF-A-CALL' })))).not.toContain(
			'KEY-OF-A-CALL',
		);
	});

	test.each(EVENT_TYPES)('a fresh %s of the simulator', (name) => {
		const item = itemOf(invoiceEvent({ event: name }));
		expect(item.number).not.toBeNull();
		expect(item.issues.filter(({ code }) => code !== 'more-digits-than-currency')).toEqual([]);
	});
});

describe('required', () => {
	const errorOf = (body: unknown) => {
		const result = normalize(body);
		return result.ok ? 'accepted' : result.error.message;
	};

	test.each([
		['data._id', event(FEL, { _id: undefined })],
		['data._id', event(FEL, { _id: null })],
		['data._id', event(FEL, { _id: '' })],
		['data', { id: '1', event: 'invoices.created' }],
		['data', { id: '1', event: 'invoices.created', data: null }],
		['data', { id: '1', event: 'invoices.created', data: 'eJx…' }],
	])('%s', (path, body) => {
		expect(errorOf(body)).toContain(`${path}: `);
		expect(normalize(body)).toMatchObject({
			error: { description: expect.stringContaining('nothing is lost') },
		});
	});

	test('the rest may be absent, or null', () => {
		const least = itemOf({ id: '1', event: 'invoices.created', data: { _id: '2' } });
		expect(least).toMatchObject({
			id: '2',
			number: null,
			status: null,
			kind: null,
			document: null,
			references: {},
		});
		expect(codes(least)).toEqual(['amounts-unknown totals']);
		const sample = event(FEL);
		const data = sample.data as Json;
		for (const name of Object.keys(data)) if (name !== '_id') data[name] = null;
		const nulls = itemOf({ ...sample, attemptId: null, created: null, livemode: null, providerId: null });
		expect(nulls).toMatchObject({
			event: { occurredAt: null, liveMode: null },
			document: null,
			references: {},
		});
	});
});

describe('event', () => {
	test('its key is the same for each attempt, and another for another event on the invoice', () => {
		const keyOf = (envelope: Json, data: Json = {}) => itemOf(event(FEL, data, envelope)).event.key;
		expect(keyOf({ attemptId: 'other' })).toBe(keyOf({}));
		expect(keyOf({ id: 'other' })).toMatch(/^betterez:other:[\da-f]{32}$/);
	});

	test('without an id the key is invoice and change', () => {
		const keyOf = (data: Json = {}) => itemOf(event(BARE, data)).event.key;
		expect(keyOf()).toMatch(/^betterez:698d5ae51c9d44000f7a1b2f:2026-02-12T04:41:09.513Z:[\da-f]{32}$/);
		expect(keyOf({ updatedAt: '2026-03-01T00:00:00Z' })).toMatch(
			/^betterez:698d5ae51c9d44000f7a1b2f:2026-03-01T00:00:00Z:[\da-f]{32}$/,
		);
		const [one, same, other] = [
			{ updatedAt: null },
			{ updatedAt: null },
			{ updatedAt: null, number: '7' },
		].map(keyOf);
		expect(one).toMatch(/^betterez:698d5ae51c9d44000f7a1b2f:[\da-f]{64}(:[\da-f]{32})?$/);
		expect([same === one, other === one]).toEqual([true, false]);
	});

	test.each([
		[1770871270, '2026-02-12T04:41:10.000Z'],
		[1770871270123, '2026-02-12T04:41:10.123Z'],
		[null, '2026-02-12T04:41:09.513Z'],
		['soon', '2026-02-12T04:41:09.513Z'],
	])('created %j', (created, occurredAt) => {
		expect(itemOf(event(FEL, {}, { created })).event.occurredAt).toBe(occurredAt);
	});

	test('a time of change that is none', () => {
		expect(itemOf(event(FEL, { updatedAt: { value: 'x' } }, { created: null })).event.occurredAt).toBeNull();
	});

	test('test mode, authentication and the time of receipt', () => {
		expect(itemOf(event(FEL, {}, { livemode: false })).event).toMatchObject({
			liveMode: false,
			authentication: 'signature',
			receivedAt: RECEIVED_AT,
		});
	});

	const note = change(FEL_XML, ['Tipo="FACT"', 'Tipo="NCRE"']);
	const annulment =
		'<x:GTAnulacionDocumento xmlns:x="http://www.sat.gob.gt/dte/fel/0.1.0"><x:SAT><x:AnulacionDTE><x:DatosGenerales FechaHoraAnulacion="2026-02-13T00:00:00-06:00" NumeroDocumentoAAnular="A-1" MotivoAnulacion="Error"/></x:AnulacionDTE></x:SAT></x:GTAnulacionDocumento>';

	test.each([
		['invoices.created', FEL_XML, 'invoice.created', 'invoice', 'issued'],
		['invoices.updated', FEL_XML, 'invoice.updated', 'invoice', 'issued'],
		['invoices.created', note, 'creditNote.created', 'creditNote', 'issued'],
		['invoices.updated', note, 'creditNote.updated', 'creditNote', 'issued'],
		['invoices.created', annulment, 'invoice.voided', null, 'void'],
		['invoices.updated', annulment, 'invoice.voided', null, 'void'],
	])('%s with a document: %#', (name, xml, type, kind, status) => {
		const item = itemOf(event(FEL, { data: base64(xml) }, { event: name }));
		expect([item.event.type, item.event.providerType, item.kind, item.status]).toEqual([
			type,
			name,
			kind,
			status,
		]);
	});

	test('an annulment has the number of the record, and no amounts nor a word on them', () => {
		const item = withFile(annulment);
		expect(item).toMatchObject({
			number: '1528712544',
			issueDate: '2026-02-13',
			note: 'Error',
			references: { authorizationNumber: 'A-1', series: '7C3F91A2' },
			lines: [],
			issues: [],
		});
		expect(Object.values(item.totals).every((value) => value === null)).toBe(true);
	});
});

describe('record', () => {
	test('the type says the status where the document does not', () => {
		const none = (type: unknown) => itemOf(event(FEL, { data: null, type }));
		expect(none('certification').status).toBe('issued');
		expect([none(null).status, codes(none(null))]).toEqual([null, ['amounts-unknown totals']]);
		expect([none('cancellation').status, codes(none('cancellation'))]).toEqual([
			null,
			['amounts-unknown totals', 'status-unknown status'],
		]);
		expect(itemOf(event(FEL, { type: 'cancellation' })).status).toBe('issued');
		const uncertified = FEL_XML.replace(/<dte:Certificacion>[^]*<\/dte:Certificacion>/, '');
		expect([withFile(uncertified).status, withFile(uncertified, { type: 'draft' }).status]).toEqual([
			'issued',
			null,
		]);
	});

	test('a document that the tax authority rejected is not issued, whatever the type says', () => {
		const item = withFile(
			'<MensajeHacienda><Mensaje>3</Mensaje><TotalFactura>1</TotalFactura></MensajeHacienda>',
			{
				currency: 'CRC',
			},
		);
		expect(item).toMatchObject({ status: null, currency: 'CRC', totals: { gross: 1 }, number: '1528712544' });
		expect(codes(item)).toEqual(['rejected-by-tax-authority status']);
	});

	test('a number in the document goes before that of the record, and the difference is told', () => {
		const item = itemOf(event(FEL, { number: 1528712545 }));
		expect(item.number).toBe('1528712544');
		expect(codes(item)).toContain('number-mismatch number');
		expect(codes(itemOf(event(FEL, { number: 1528712544 })))).not.toContain('number-mismatch number');
	});

	test('currency of the record, where there is no document', () => {
		const currency = (sent: unknown, data: unknown = null) =>
			itemOf(event(FEL, { data, currency: sent })).currency;
		expect(currency('gtq')).toBe('GTQ');
		expect([currency('QQQ'), currency('quetzal'), currency({ iso: 'GTQ' }), currency(null)]).toEqual([
			null,
			null,
			null,
			null,
		]);
		expect(currency('USD', base64(FEL_XML))).toBe('GTQ');
	});

	test('asterisks of a test are no part of the series', () => {
		const item = itemOf(event(FEL, { data: null, serie: '**PRUEBAS**' }));
		expect(item.references.series).toBe('PRUEBAS');
		expect(codes(item)).toEqual(['amounts-unknown totals']);
	});

	test('totals, items and buyer of the record are not read: their unit is not known', () => {
		const item = itemOf(
			event(FEL, { data: null, totals: { total: 2000000 }, items: [{ price: 1 }], buyer: { name: 'x' } }),
		);
		expect([item.lines, item.taxes, item.buyer, item.totals.gross]).toEqual([[], [], null, null]);
		expect(item.raw).toMatchObject({ data: { totals: { total: 2000000 } } });
	});

	test('dates of the record are those of its storage', () => {
		expect(itemOf(event(FEL, { data: null }))).toMatchObject({
			issueDate: null,
			references: { createdAt: '2026-02-12T04:41:09.512Z' },
		});
	});
});

describe('document', () => {
	test.each([
		['application/pdf', '.pdf', pdf('x'), 'document-unknown'],
		['application/zip', '.zip', Buffer.from('504b0304aa', 'hex'), 'document-unknown'],
		['application/gzip', '.gz', gzipSync(FEL_XML), 'document-compressed'],
		['application/json', '.json', Buffer.from(' {"a":1}'), 'document-unknown'],
		['text/html', '.html', Buffer.from('<html><body>x</body></html>'), 'document-unknown'],
		['text/plain', '.txt', Buffer.from('Añó'), 'document-unknown'],
		['application/octet-stream', '', Buffer.from('ff00fe', 'hex'), 'document-unknown'],
		['application/xml', '.xml', Buffer.from('<Invoice/>'), 'document-unknown'],
		['application/xml', '.xml', Buffer.from('<GTDocumento>'), 'document-unreadable'],
		['application/xml', '.xml', Buffer.from('<!DOCTYPE x><GTDocumento/>'), 'document-unreadable'],
	])('%s, read no further: nothing is invented', (mimeType, extension, content, code) => {
		const item = withFile(content);
		expect(item.document).toEqual({
			id: '698d5ae51c9d44000f7a1b2f',
			url: null,
			fileName: `7C3F91A2-5B1E-4D60-9A47-2E6C0F8B13D5${extension}`,
			mimeType,
			source: 'inline',
			expiresAt: null,
		});
		expect(codes(item)).toEqual([`${code} document`, 'amounts-unknown totals']);
		expect(item).toMatchObject({
			kind: null,
			seller: null,
			buyer: null,
			issueDate: null,
			number: '1528712544',
		});
	});

	test('XML with a mark, with blanks before it, in UTF-16 or ISO-8859-1', () => {
		const latin = Buffer.from(change(FEL_XML, ['UTF-8', 'ISO-8859-1']), 'latin1');
		const wide = Buffer.from(`\ufeff${FEL_XML}`, 'utf16le');
		for (const content of [`\ufeff${FEL_XML}`, ` \n${FEL_XML}`, latin, wide]) {
			expect(withFile(content)).toMatchObject({
				totals: { gross: 285 },
				seller: { companyName: 'TRANSPORTES EJEMPLO, SOCIEDAD ANÓNIMA' },
			});
		}
	});

	test('line breaks in the Base64, and padding that is left out', () => {
		const wrapped = base64(FEL_XML).replace(/.{76}/g, '$&\r\n');
		for (const data of [
			wrapped,
			base64(`${FEL_XML} `).replace(/=+$/, ''),
			base64(`${FEL_XML}  `).replace(/=+$/, ''),
		]) {
			expect(itemOf(event(FEL, { data })).totals.gross).toBe(285);
		}
	});

	test.each(['PD94*', 'PD94bWw_', 'PD94b', '====', 'PD94PD94===', 'PD=94bW', 'ñ'])(
		'%s is no Base64',
		(data) => {
			const item = itemOf(event(FEL, { data }));
			expect(item.document).toBeNull();
			expect(codes(item)).toEqual(['document-unreadable document', 'amounts-unknown totals']);
		},
	);

	test.each([null, '', '  '])('%j is none', (data) => {
		const item = itemOf(event(FEL, { data }));
		expect([item.document, codes(item)]).toEqual([null, ['amounts-unknown totals']]);
	});

	test('its size is bounded', () => {
		const item = withFile(Buffer.alloc(5 * 1024 * 1024 + 1, 'x'));
		expect([item.document, codes(item)[0]]).toEqual([null, 'document-unreadable document']);
	});

	test('its name: authorization, else number, else id', () => {
		const name = (data: Json) => withFile('text', data).document?.fileName;
		expect(name({ authNumber: null })).toBe('1528712544.txt');
		expect(name({ authNumber: '', number: null })).toBe('698d5ae51c9d44000f7a1b2f.txt');
	});
});

describe('total', () => {
	const isFine = (body: unknown) => {
		const events = betterez.split(body, { headers: {}, selected: ALL });
		if (!events.ok) return;
		for (const raw of events.value) {
			const result = definitionOf(betterez, raw.providerType)?.normalize(
				{ ...raw, receivedAt: RECEIVED_AT, authentication: 'signature' },
				{ apiUrl: '', live: null },
			);
			if (!result?.ok) continue;
			for (const item of result.value) expect(STRICT.safeParse(item).error).toBeUndefined();
		}
	};

	test('any JSON', () => {
		fc.assert(
			fc.property(fc.constantFrom(...ALL), fc.jsonValue(), (name, data) => {
				isFine({ id: '1', event: name, data });
				isFine({ data });
			}),
		);
		const field = fc.oneof(fc.jsonValue(), fc.string(), fc.constant(null));
		const names = [
			'authNumber',
			'serie',
			'number',
			'type',
			'data',
			'createdAt',
			'updatedAt',
			'currency',
			'transactionId',
		];
		const record = fc.record(Object.fromEntries(names.map((name) => [name, field])), { requiredKeys: [] });
		fc.assert(
			fc.property(
				record,
				fc.record({ created: field, livemode: field, providerId: field }),
				(data, envelope) => {
					isFine({ id: '1', event: 'invoices.created', ...envelope, data: { _id: '2', ...data } });
				},
			),
		);
	});

	test('any change of a sample', () => {
		for (const file of SAMPLES) {
			const sample = sampleJson<Json>('betterez', file);
			const keys = Object.keys(sample.data as Json);
			fc.assert(
				fc.property(fc.constantFrom(...keys, 'id', 'event', 'created'), fc.jsonValue(), (key, value) => {
					const inside = keys.includes(key);
					isFine({
						...sample,
						...(inside ? {} : { [key]: value }),
						data: { ...(sample.data as Json), ...(inside ? { [key]: value } : {}) },
					});
				}),
				{ numRuns: 60 },
			);
		}
	});

	test('any bytes as the document', () => {
		fc.assert(
			fc.property(fc.uint8Array(), (bytes) => {
				const { raw } = withFile(Buffer.from(bytes));
				expect(raw).toBeDefined();
			}),
		);
	});
});
