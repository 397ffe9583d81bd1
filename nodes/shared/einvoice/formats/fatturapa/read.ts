import { referencesOf } from '../../../invoice/build';
import type { Findings } from '../../../invoice/findings';
import type { Steps } from '../../../steps';
import { ONE } from '../../../values/decimal';
import { attributeOf, childOf, childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { precedingReferences } from '../../en16931/precedingInvoices';
import { checkBreakdown } from '../../en16931/toInvoice/checkBreakdown';
import type { EInvoice, Reader } from '../../reader';
import { kindOf } from './codes';
import { generalOf, lineReferences, linesOf } from './readLines';
import { partyAt, vatIdAt } from './readParty';
import { paymentAt, paymentReferences } from './readPayment';
import { chargesByRate, splitRates, taxesOf, totalsOf, totalsReferences } from './readTotals';

/** FatturaPA of Italy (FPA12, FPR12): version 1.2 and the earlier 1.0 and 1.1. */
export const fatturapaReaders: Record<string, Reader> = {
	'fpa:FatturaElettronica': readDocument,
};

/** The Sistema di Interscambio tolerates a euro in each taxable amount. */
const MOST_ROUNDED = ONE;

const BODY = 'fpa:FatturaElettronicaBody';

function* readDocument(root: XmlElement, findings: Findings): Steps<EInvoice> {
	const header = childOf(root, 'fpa:FatturaElettronicaHeader');
	const body = childOf(root, BODY);
	if (body === null) return {};
	const general = generalOf(body);
	const goods = childOf(body, 'fpa:DatiBeniServizi');
	const details = childrenOf(goods, 'fpa:DettaglioLinee');
	const summaries = childrenOf(goods, 'fpa:DatiRiepilogo');
	const lines = yield* linesOf(details, splitRates(summaries), findings);
	const taxes = taxesOf(summaries, findings);
	const currency = findings.currency('currency', valueOf(general, 'fpa:Divisa'));
	const allowancesAndCharges = chargesByRate(general, summaries);
	const sources = { lines, taxes, allowancesAndCharges, currency, total: null, slack: MOST_ROUNDED };
	yield* checkBreakdown(sources, findings);
	const paid = yield* paymentAt(body, findings);
	const type = valueOf(general, 'fpa:TipoDocumento');
	const kind = kindOf(type);
	if (kind === null) {
		findings.add(
			'kind-unknown',
			'kind',
			`The type ${type?.slice(0, 20) ?? 'that is missing'} is none of FatturaPA's`,
		);
	}
	const documents = childOf(body, 'fpa:DatiGenerali');
	const preceding = precedingInvoicesOf(documents, findings);
	const notes = childrenOf(documents, 'fpa:DatiDDT');
	// A deferred invoice covers many deliveries and has no delivery date of its own.
	const delivered =
		valueOf(documents, 'fpa:DatiTrasporto', 'fpa:DataOraConsegna') ??
		(notes.length === 1 ? valueOf(notes[0], 'fpa:DataDDT') : null);
	return {
		number: valueOf(general, 'fpa:Numero'),
		kind,
		issueDate: findings.date('issueDate', valueOf(general, 'fpa:Data')?.slice(0, 10)),
		dueDate: paid.dueDate,
		deliveryDate: findings.date('deliveryDate', delivered?.slice(0, 10)),
		currency,
		orderReference: valueOf(childrenOf(documents, 'fpa:DatiOrdineAcquisto')[0], 'fpa:IdDocumento'),
		precedingInvoiceNumber: preceding[0]?.number ?? null,
		note:
			childrenOf(general, 'fpa:Causale')
				.map((entry) => textOf(entry))
				.filter((text) => text !== null)
				.join('\n') || null,
		seller: partyAt(childOf(header, 'fpa:CedentePrestatore'), 'seller', findings),
		buyer: partyAt(childOf(header, 'fpa:CessionarioCommittente'), 'buyer', findings),
		totals: totalsOf(
			{ general, summaries, lineNets: lines.map(({ net }) => net), payments: paid.sum },
			findings,
		),
		taxes,
		lines,
		payment: paid.payment,
		references: referencesOf({
			documentType: type,
			...headerReferences(root, header),
			...documentReferences(documents),
			...precedingReferences(preceding),
			...totalsReferences(general, summaries, findings),
			...paymentReferences(body),
			...(yield* lineReferences(details)),
		}),
	};
}

function headerReferences(root: XmlElement, header: XmlElement | null): Record<string, string | null> {
	const transmission = childOf(header, 'fpa:DatiTrasmissione');
	const seller = childOf(header, 'fpa:CedentePrestatore');
	const registration = childOf(seller, 'fpa:IscrizioneREA');
	const rea = ['fpa:Ufficio', 'fpa:NumeroREA'].map((name) => valueOf(registration, name));
	const representative = childOf(header, 'fpa:RappresentanteFiscale', 'fpa:DatiAnagrafici');
	return {
		formatVersion: attributeOf(root, 'versione'),
		transmissionNumber: valueOf(transmission, 'fpa:ProgressivoInvio'),
		recipientCode: valueOf(transmission, 'fpa:CodiceDestinatario'),
		recipientPec: valueOf(transmission, 'fpa:PECDestinatario'),
		sellerTaxRegime: valueOf(seller, 'fpa:DatiAnagrafici', 'fpa:RegimeFiscale'),
		sellerRea: rea.every((part) => part !== null) ? rea.join('-') : null,
		buyerAccountingReference: valueOf(seller, 'fpa:RiferimentoAmministrazione'),
		taxRepresentativeName: textOf(representative, 'fpa:Anagrafica', 'fpa:Denominazione'),
		taxRepresentativeTaxId: vatIdAt(representative),
		issuedBy: valueOf(header, 'fpa:SoggettoEmittente'),
	};
}

/** CUP and CIG are BT-11 and BT-17 in CIUS-IT. */
function documentReferences(documents: XmlElement | null): Record<string, string | null> {
	const orders = childrenOf(documents, 'fpa:DatiOrdineAcquisto');
	const contracts = childrenOf(documents, 'fpa:DatiContratto');
	const agreements = childrenOf(documents, 'fpa:DatiConvenzione');
	const all = [...orders, ...contracts, ...agreements, ...childrenOf(documents, 'fpa:DatiRicezione')];
	return {
		furtherOrders: identifiers(orders.slice(1), 'fpa:IdDocumento'),
		contract: identifiers([...contracts, ...agreements], 'fpa:IdDocumento'),
		receivingAdvice: identifiers(childrenOf(documents, 'fpa:DatiRicezione'), 'fpa:IdDocumento'),
		despatchAdvice: identifiers(childrenOf(documents, 'fpa:DatiDDT'), 'fpa:NumeroDDT'),
		project: identifiers(all, 'fpa:CodiceCUP'),
		tender: identifiers(all, 'fpa:CodiceCIG'),
		orderCommission: identifiers(all, 'fpa:CodiceCommessaConvenzione'),
	};
}

function precedingInvoicesOf(documents: XmlElement | null, findings: Findings) {
	const all = childrenOf(documents, 'fpa:DatiFattureCollegate');
	if (all.length > MOST_IDENTIFIERS) {
		findings.add(
			'preceding-invoices-left-out',
			'references.furtherPrecedingInvoices',
			`Of ${all.length} earlier invoices the first ${MOST_IDENTIFIERS} were read`,
		);
	}
	return all.slice(0, MOST_IDENTIFIERS).map((entry) => ({
		number: valueOf(entry, 'fpa:IdDocumento'),
		date: valueOf(entry, 'fpa:Data'),
	}));
}

/** More than anybody reads in one text. */
const MOST_IDENTIFIERS = 500;

function identifiers(elements: readonly XmlElement[], name: string): string {
	const all = [...new Set(elements.map((element) => valueOf(element, name)).filter((id) => id !== null))];
	const more = all.length - MOST_IDENTIFIERS;
	return [...all.slice(0, MOST_IDENTIFIERS), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}
