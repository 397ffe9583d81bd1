/** The documents that a document from Costa Rica refers to. */
import { codes } from '../../../../support/einvoice/documents.mts';
import { iva, readHacienda } from '../../../../support/einvoice/hacienda.mts';

const lines = [{ net: 100, taxes: [iva(13, 13)], tax: 13 }];
const reference = (number: string, reason: string, date = 'FechaEmisionIR') =>
	`<InformacionReferencia><TipoDocIR>01</TipoDocIR><Numero>${number}</Numero><${date}>2025-02-0${number}T10:00:00-06:00</${date}><Codigo>02</Codigo><Razon>${reason}</Razon></InformacionReferencia>`;

describe.each([
	['NotaCreditoElectronica', 'creditNote'],
	['NotaDebitoElectronica', 'invoice'],
])('%s', (root, kind) => {
	test.each(['FechaEmisionIR', 'FechaEmision'])('of several invoices, dated in %s', async (date) => {
		const end = [
			reference('1', 'Precio', date),
			reference('2', 'Precio', date),
			reference('3', 'Otro', date),
		];
		const item = await readHacienda({ root, lines, end: end.join('') });
		expect(item).toMatchObject({
			kind,
			precedingInvoiceNumber: '1',
			note: 'Precio\nOtro',
			references: {
				precedingInvoiceDate: '2025-02-01',
				furtherPrecedingInvoices: '2, 3',
				furtherPrecedingInvoiceDates: '2025-02-02; 2025-02-03',
				correctionCode: '02',
			},
		});
		expect(codes(item)).toEqual([]);
	});
});

test.each([
	'FacturaElectronica',
	'FacturaElectronicaCompra',
	'FacturaElectronicaExportacion',
	'TiqueteElectronico',
])('%s corrects nothing, but names what it refers to', async (root) => {
	const item = await readHacienda({ root, lines, end: reference('1', 'x') + reference('2', 'y') });
	expect(item).toMatchObject({ kind: 'invoice', precedingInvoiceNumber: null, note: null });
	expect(item.references).toMatchObject({ referencedDocuments: '1, 2' });
	expect(codes(item)).toEqual([]);
});

test('what other charges are, and why tax is not paid', async () => {
	const charge = (detail: string, amount: string) =>
		`<OtrosCargos><Detalle>${detail}</Detalle><MontoCargo>${amount}</MontoCargo></OtrosCargos>`;
	const exempt = (from: string, id: string) =>
		iva(
			13,
			13,
			`<Exoneracion><NumeroDocumento>${id}</NumeroDocumento><NombreInstitucion>${from}</NombreInstitucion><MontoExoneracion>13</MontoExoneracion></Exoneracion>`,
		);
	const item = await readHacienda({
		lines: [exempt('Zona Franca', 'AL-1'), exempt('Zona Franca', 'AL-1'), exempt('CCSS', 'B2')].map(
			(tax) => ({
				net: 100,
				taxes: [tax],
				tax: 0,
			}),
		),
		others: charge('Servicio', '30.00000') + charge('Timbre', '1.5'),
		charges: 31.5,
	});
	expect(item.references).toMatchObject({
		otherCharges: 'Servicio 30; Timbre 1.5',
		taxExemptionReason: 'Zona Franca AL-1; CCSS B2',
	});
	expect(codes(item)).toEqual([]);
	const plain = await readHacienda({ lines });
	expect(plain.references).not.toHaveProperty('otherCharges');
	expect(plain.references).not.toHaveProperty('taxExemptionReason');
});
