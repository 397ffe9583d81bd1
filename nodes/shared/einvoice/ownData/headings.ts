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
	discount: 'rebate rabatt nachlass remise rabais reduction descuento dto sconto korting',
	taxRate: `vat vatrate vatpercent taxpercent mwst mwstsatz ust ustsatz steuersatz steuer mehrwertsteuer umsatzsteuer
		tva tauxtva tauxdetva iva tipoiva tipodeiva porcentajeiva aliquota aliquotaiva btw btwtarief btwpercentage`,
	'totals.paid': `prepaid prepayment prepaidamount downpayment deposit anzahlung bezahlt acompte anticipo acconto
		aanbetaling`,
	lines: `items lineitems invoicelines positions products articles positionen posten artikel zeilen lignes produits
		lineas articulos productos righe articoli prodotti regels factuurregels artikelen`,
};

const FIELDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
	Object.entries(HEADINGS).map(([field, words]) => [field, new Set(words.split(/\s+/))]),
);

/** Longer names are no heading. */
const MAX_LENGTH = 60;
const MARKS = /\p{M}/gu;
const NO_LETTERS = /[^a-z0-9]/g;

/** The letters of a name, so that `Unit Price`, `unit_price` and `unitPrice` are one. */
export const lettersOf = (name: string): string =>
	name.length > MAX_LENGTH
		? ''
		: name.normalize('NFKD').toLowerCase().replace(MARKS, '').replace(/ß/g, 'ss').replace(NO_LETTERS, '');

/** The fields that a heading may stand for. */
export function fieldsMeant(heading: string): string[] {
	const letters = lettersOf(heading);
	return letters === '' ? [] : [...FIELDS].flatMap(([field, words]) => (words.has(letters) ? [field] : []));
}
