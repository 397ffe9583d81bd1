import { normalized } from '../../unicode';

/** No field: of how many the price is. */
export const PRICE_UNIT = 'priceUnit';

/**
 * What people call the fields of an invoice at the head of a column, in the languages of this package. Some of these
 * words mean several things (`Datum`, `IVA`), so they are never read as the field: they only tell users what to rename.
 */
const HEADINGS: Readonly<Record<string, string>> = {
	number: `invoicenumber invoiceno invoicenr invoiceid rechnungsnummer rechnungsnr rechnungnr renr belegnummer
		numerofacture numerodefacture nfacture nofacture facture numerofactura numerodefactura nfactura nofactura ndefactura nodefactura
		numerofattura numerodifattura nfattura nofattura factuurnummer factuurnr nummer numero nr no`,
	issueDate: `invoicedate date rechnungsdatum datum belegdatum ausstellungsdatum datefacture datedefacture
		datedelafacture datedemission fecha fechafactura fechadefactura fechadeemision data datafattura datadifattura
		datadiemissione factuurdatum`,
	dueDate: `due payby paymentdue falligkeit falligkeitsdatum fallig falligam faellig faelligam zahlbarbis
		zahlungsziel echeance dateecheance datedecheance vencimiento fechavencimiento fechadevencimiento scadenza
		datascadenza datadiscadenza vervaldatum vervaldag`,
	deliveryDate: `servicedate dateofdelivery lieferdatum leistungsdatum datelivraison datedelivraison fechaentrega
		fechadeentrega dataconsegna datadiconsegna leverdatum leverdag`,
	currency: 'wahrung waehrung devise monnaie moneda divisa valuta munteenheid',
	kind: 'documenttype invoicetype doctype belegart rechnungsart dokumentart typedocument typededocument tipodocumento',
	orderReference: `ordernumber orderno ponumber bestellnummer bestellnr auftragsnummer numerocommande numerodecommande
		numeropedido numerodepedido numeroordine numerodiordine bestelnummer ordernummer`,
	buyerReference: 'leitwegid leitweg',
	'seller.name': `supplier vendor verkaufer lieferant vendeur fournisseur vendedor proveedor venditore fornitore
		verkoper leverancier`,
	'seller.taxId': `vatid vatno vatnumber ustid ustidnr ustidentnr umsatzsteuerid numerotva ntva numerodetva
		tvaintracommunautaire nif cif partitaiva piva btwnummer btwid`,
	'seller.iban': 'iban kontoiban ibannr ibannummer',
	'buyer.name': `customer customername client clientname kunde kundenname kaufer empfanger rechnungsempfanger nomclient
		nomduclient acheteur destinataire cliente nombrecliente nombredelcliente comprador nomecliente acquirente klant
		klantnaam koper`,
	'buyer.street': 'street strasse anschrift rue calle straat',
	'buyer.postalCode': 'zip zipcode postcode postalcode plz postleitzahl codepostal codigopostal cap',
	'buyer.city': 'city town ort stadt ville ciudad citta stad plaats',
	'buyer.country': 'country land pays pais paese',
	description: `item product article itemname productname name title bezeichnung beschreibung artikel artikelname
		artikelbezeichnung produkt leistung position designation libelle produit descripcion concepto articulo producto
		descrizione articolo prodotto omschrijving`,
	quantity: `qty menge anzahl stuckzahl stueckzahl quantite qte nombre cantidad cant unidades quantita qta aantal
		hoeveelheid`,
	unit: 'unitofmeasure uom einheit mengeneinheit unite unidad unita unitadimisura eenheid',
	unitPrice: `price netprice priceperunit unitcost preis einzelpreis stuckpreis stueckpreis nettopreis preisnetto
		einzelpreisnetto prix prixht prixunitaire prixunitaireht puht pu precio preciounitario preciounidad prezzo
		prezzounitario prijs stukprijs eenheidsprijs prijsperstuk`,
	discount: `rebate rabatt nachlass remise rabais reduction descuento dto sconto korting discountamount
		lineitemdiscount rabattbetrag`,
	'totals.discount': 'discounttotal totaldiscount totaldiscounts gesamtrabatt',
	taxRate: `vat vatrate vatpercent taxpercent mwst mwstsatz ust ustsatz steuersatz steuer mehrwertsteuer umsatzsteuer
		tva tauxtva tauxdetva iva tipoiva tipodeiva porcentajeiva aliquota aliquotaiva btw btwtarief btwpercentage`,
	'totals.paid': `prepaid prepayment prepaidamount downpayment deposit anzahlung bezahlt acompte anticipo acconto
		aanbetaling amountpaid paidamount totalpaid bezahlterbetrag dejapaye vorauszahlung abschlag abschlagszahlung
		betaald paye regle pagado pagato`,
	'totals.charges': `surcharge shipping shippingcost shippingcosts shippingtotal shippingamount shippingfee deliveryfee
		freight versandkosten versand porto fracht frachtkosten zuschlag fraisdeport fraisdelivraison gastosdeenvio portes
		spesedispedizione verzendkosten`,
	'totals.withheld': 'withholding withholdingtax irpf retencion ritenuta ritenutadacconto',
	unitPriceIncludesTax: `priceincludestax pricesincludetax pricesincludevat priceincludesvat taxincluded taxesincluded
		vatincluded includestax inklmwst inklusivemwst ivaincluido ivaincluida ivainclusa inclusiefbtw`,
	lines: `items lineitems invoicelines positions products articles positionen posten artikel zeilen lignes produits
		lineas articulos productos righe articoli prodotti regels factuurregels artikelen`,
};

/** Compound words for what changes the amount, which every program composes in its own way. */
const COMPOUNDS: ReadonlyArray<readonly [field: string, form: RegExp]> = [
	[
		'totals.charges',
		/^(?:total)?(?:shipping|delivery|freight|postage|handling|packaging|transport|shippinghandling|shippingandhandling)(?:costs?|fees?|charges?|price|amount|total)$/,
	],
	['totals.charges', /^shipping(?:and)?handling$/],
	[
		'totals.charges',
		/^(?:versand|liefer|porto|fracht|transport|verpackungs|bearbeitungs)(?:kosten|gebuhr(?:en)?|gebuehr(?:en)?|pauschale|spesen)$/,
	],
	[
		'totals.discount',
		/^(?:order|invoice|cart|basket|coupon|voucher|promo(?:tion)?)(?:discounts?|rebate)(?:amount|total)?$|^(?:coupon|voucher|promo(?:tion)?)(?:amount|value|total)$/,
	],
	['totals.discount', /^gutschein(?:betrag|wert)$/],
	['totals.discount', /^(?:remise|descuento|sconto|korting)(?:total|totale|totaal)$/],
	['discount', /^(?:line|item|product|lineitem)discounts?(?:amount)?$/],
	['discount', /^(?:preis|mengen|positions|kunden)(?:nachlass|rabatt)$/],
	[
		'totals.paid',
		/^(?:already|deposit|advance|pre)(?:paid|payments?|amount|received)$|^(?:payments?|amount)received$|^amountalreadypaid$/,
	],
	[
		'totals.paid',
		/^(?:paid(?:at|on|date)|datepaid|ispaid|bezahltam|datepaiement|fechadepago|datapagamento)$/,
	],
	['totals.paid', /^(?:giftcards?(?:amount)?|(?:bereits|schon)(?:be|ge)zahlt|reedsbetaald)$/],
	[
		'totals.paid',
		/^(?:geleistete)?anzahlung(?:en|sbetrag)?$|^(?:montant|importe|importo)(?:paye|regle|pagado|pagato)$/,
	],
	[
		'totals.withheld',
		/^(?:retencion(?:de)?irpf|irpfretencion|ritenuta(?:di)?acconto|withheldtax|taxwithheld)$/,
	],
	[
		'unitPriceIncludesTax',
		/^(?:prices?)?(?:tax|taxes|vat|gst)(?:incl|inclusive|included|behaviou?r)$|^(?:prices?)?(?:incl|including|inclusive)(?:tax|taxes|vat|gst|tva|iva|btw)$|^lineamounttypes$/,
	],
	[
		'unitPriceIncludesTax',
		/^(?:inkl|inklusive|einschl|einschliesslich)(?:mwst|ust|umsatzsteuer|mehrwertsteuer)$|^(?:tva|iva|btw)(?:incl|incluse|incluida|incluido|inclusa|inclusief)$/,
	],
	[
		'kind',
		/^(?:rechnungs|dokument(?:en)?|beleg|document|invoice|doc)(?:typ|type|art|kind)(?:code)?$|^typecode$/,
	],
	['kind', /^type(?:de)?facture$|^tipo(?:de)?(?:factura|fattura)$|^factuurtype$/],
	[PRICE_UNIT, /^(?:preiseinheit|preispro|priceunit|priceper|(?:price)?base(?:qty|quantity))$/],
];

const FIELDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
	Object.entries(HEADINGS).map(([field, words]) => [field, new Set(words.split(/\s+/))]),
);

/** Longer names are no heading. */
const MAX_LENGTH = 60;
const MARKS = /\p{M}/gu;
const NO_LETTERS = /[^a-z0-9]/g;

/** The letters of a name, so that `Unit Price`, `unit_price` and `unitPrice` are one. `%` says what a number means. */
export const lettersOf = (name: string): string =>
	name.length > MAX_LENGTH
		? ''
		: normalized(name, 'NFKD')
				.toLowerCase()
				.replace(/%/g, 'percent')
				.replace(MARKS, '')
				.replace(/ß/g, 'ss')
				.replace(NO_LETTERS, '');

/** At either end of a name, by its letters. */
const PERCENT =
	/^(?:percent(?:age)?|prozent|pourcentage|porcentaje)(?:of|de)?|(?:in|en)?(?:percent(?:age)?|prozent(?:satz)?|pourcentage|porcentaje|rate|satz)$/;

/** What the end of a heading may say of its amounts. Of prices with VAT, none is `unitPrice`. */
const CURRENCY = /(?:eur|euros?|usd|chf|gbp)$/;
const PREPOSITION = /(?:in|en)$/;
const NET = /(?:netto|net|ht|(?:exkl|excl|excluding|ohne|zzgl)(?:mwst|ust|vat|tax|tva|iva|btw))$/;
const GROSS = /(?:brutto|gross|ttc|(?:inkl|incl|including|mit)(?:mwst|ust|vat|tax|tva|iva|btw))$/;
const hasNoPrice = (field: string): boolean => field === 'discount' || field.startsWith('totals.');

/** What the end of a heading says of its amounts: whether they include VAT. */
export function endingOf(heading: string): 'net' | 'gross' | null {
	const letters = lettersOf(heading).replace(CURRENCY, '');
	if (GROSS.test(letters)) return 'gross';
	return NET.test(letters) ? 'net' : null;
}

/** Whether a heading says that its numbers are percentages. */
export function isPercentage(heading: string): boolean {
	const letters = lettersOf(heading);
	const rest = letters.replace(PERCENT, '');
	return rest !== '' && rest !== letters;
}

/** Of the fields in {@link HEADINGS}, people give these in percent, and `tax` is then its rate. */
const IN_PERCENT: ReadonlyMap<string, string> = new Map([
	['tax', 'taxRate'],
	['taxrate', 'taxRate'],
	['discount', 'discount'],
	...['taxRate', 'discount', 'totals.withheld'].flatMap((field) =>
		[...(FIELDS.get(field) ?? [])].map((word) => [word, field] as const),
	),
]);

const meantInPercent = (rest: string): string | undefined =>
	IN_PERCENT.get(rest) ??
	IN_PERCENT.get(rest.replace(/s$/, '')) ??
	fieldsOf(rest).find((field) => field === 'discount' || field === 'totals.discount');

/** The fields that a heading may stand for. */
export function fieldsMeant(heading: string): string[] {
	const letters = lettersOf(heading);
	const meant = fieldsOf(letters);
	if (meant.length > 0) return meant;
	const inPercent = isPercentage(heading) ? meantInPercent(letters.replace(PERCENT, '')) : undefined;
	if (inPercent !== undefined) return [inPercent];
	// In either order: `in EUR, net` and `netto (EUR)`.
	const without = (end: RegExp) =>
		[CURRENCY, end, CURRENCY].reduce((rest, one) => rest.replace(one, ''), letters);
	const meantBy = (rest: string) => {
		if (rest === letters) return [];
		const found = amountsOf(rest);
		return found.length > 0 ? found : amountsOf(rest.replace(PREPOSITION, ''));
	};
	const net = meantBy(without(NET));
	return net.length > 0 ? net : meantBy(without(GROSS)).filter(hasNoPrice);
}

/** Their own names, which are in no list of headings. */
const AMOUNTS: ReadonlyMap<string, string> = new Map([
	['unitprice', 'unitPrice'],
	['discount', 'discount'],
	['paid', 'totals.paid'],
	['charges', 'totals.charges'],
	['withheld', 'totals.withheld'],
]);

function amountsOf(letters: string): string[] {
	const own = AMOUNTS.get(letters);
	return own === undefined ? fieldsOf(letters) : [own];
}

function fieldsOf(letters: string): string[] {
	if (letters === '') return [];
	const found = [...FIELDS].flatMap(([field, words]) => (words.has(letters) ? [field] : []));
	if (found.length > 0) return found;
	const [compound] = COMPOUNDS.find(([, form]) => form.test(letters)) ?? [];
	return compound === undefined ? [] : [compound];
}
