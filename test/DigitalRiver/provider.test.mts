import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';
import { digitalRiver } from '../../nodes/DigitalRiver/provider';
import { invoiceOf as anInvoice } from '../../nodes/shared/invoice/build';
import type { AuthenticationMethod } from '../../nodes/shared/invoice/schema';
import { digitalRiver as simulator } from '../simulator/providers/digitalRiver.mts';
import { sampleBytes, webhookSamplesOf } from '../simulator/samples.mts';
import {
	ENVIRONMENT,
	FILE_EVENT,
	invoiceOf,
	INVOICE_EVENT,
	sample,
} from '../support/DigitalRiver/events.mts';

const NOW = new Date('2026-01-15T12:00:00.000Z');

describe('schemes', () => {
	it('are all that the simulator can authenticate, and the signature is the default', () => {
		expect(Object.keys(digitalRiver.schemes)).toEqual(['signature', 'basicAuth', 'urlToken']);
		expect(Object.keys(digitalRiver.schemes)).toEqual(Object.keys(simulator.authenticators));
	});

	describe.each(Object.keys(simulator.authenticators) as AuthenticationMethod[])('%s', (method) => {
		const verify = (file: string, by: string, secrets: readonly string[]) => {
			const url = 'https://n8n.example/webhook/1/webhook';
			const sent = simulator.authenticators[method]!(
				{ url, headers: {}, body: sampleBytes('digitalRiver', file) },
				by,
				NOW,
			);
			return digitalRiver.schemes[method]!.verify(
				{
					rawBody: sent.body,
					headers: sent.headers,
					rawQuery: new URL(sent.url).search.slice(1),
					remoteAddress: '',
				},
				secrets,
				{ now: NOW, toleranceSeconds: 300 },
			);
		};

		it.each(webhookSamplesOf('digitalRiver'))('$file is authenticated as it is sent', ({ file }) => {
			const secret = simulator.secrets[method]!;
			expect(verify(file, secret, ['other:secret', secret])).toMatchObject({ ok: true, method });
			expect(verify(file, secret, ['other:secret'])).toMatchObject({ ok: false });
			expect(verify(file, secret, [])).toEqual({ ok: false, reason: 'no-secret' });
		});
	});
});

describe('split', () => {
	const split = (body: unknown) => digitalRiver.split(body, { headers: {}, selected: [] });

	it('passes on the whole body under its name, whether it is asked for or not', () => {
		for (const file of [FILE_EVENT, INVOICE_EVENT, 'order.complete.json']) {
			const body = sample(file) as { type: string };
			expect(split(body)).toEqual({ ok: true, value: [{ providerType: body.type, payload: body }] });
		}
	});

	it.each([null, [], [{}], 'text', 1, {}, { id: '1', type: 'x' }, { id: '1', type: 'x', data: {} }])(
		'%j is rejected',
		(body) => {
			expect(split(body)).toEqual({
				ok: false,
				error: {
					message: 'the body is not a Digital River event (id, type and data.object are required)',
					description: 'Check that only Digital River calls this URL.',
				},
			});
		},
	);

	it('never throws', () => {
		fc.assert(fc.property(fc.jsonValue(), (body) => expect(typeof split(body).ok).toBe('boolean')));
	});
});

describe('environment', () => {
	it.each([
		[{}, 'https://api.digitalriver.com'],
		[{ apiUrl: ' ' }, 'https://api.digitalriver.com'],
		[{ apiUrl: 'https://api.digitalriver.com/' }, 'https://api.digitalriver.com'],
		[{ apiUrl: 'http://127.0.0.1:8080' }, 'http://127.0.0.1:8080'],
	])('%j: %s', (credential, apiUrl) => {
		expect(digitalRiver.environment({ product: 'commerce', ...credential })).toEqual({
			apiUrl,
			product: 'commerce',
			live: null,
		});
	});
});

describe('the document', () => {
	const locate = async (invoice: ReturnType<typeof anInvoice>) =>
		await digitalRiver.locateDocument!.call({} as IExecuteFunctions, invoice, ENVIRONMENT, 0);

	it('is at the API, by its id, whatever address the item names', async () => {
		const invoice = invoiceOf(sample(FILE_EVENT));
		invoice.document!.url = 'https://evil.example/x.pdf';
		expect(await locate(invoice)).toEqual({
			ok: true,
			value: {
				url: 'https://api.digitalriver.com/files/6e5bf525-3907-40c5-86a9-f14ce4f33f35/content',
				headers: { Accept: 'application/pdf, */*' },
				fileName: '6e5bf525-3907-40c5-86a9-f14ce4f33f35.pdf',
			},
		});
		invoice.document!.fileName = 'Invoice 1.pdf';
		expect(await locate(invoice)).toMatchObject({ value: { fileName: 'Invoice 1.pdf' } });
	});

	it.each([
		['an event of the Invoices resource', invoiceOf(sample(INVOICE_EVENT))],
		['nothing', anInvoice({})],
		[
			'a document without id',
			anInvoice({ document: { ...invoiceOf(sample(FILE_EVENT)).document!, id: null } }),
		],
	])('of %s is none, and the user is told what to do', async (_name, invoice) => {
		expect(await locate(invoice)).toMatchObject({
			ok: false,
			error: {
				message: 'The item does not name a file of Digital River',
				description: expect.stringContaining('take Invoice > Get first, or type the File ID'),
			},
		});
	});
});
