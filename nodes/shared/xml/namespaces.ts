const ZUGFERD_1_ROOT = 'urn:ferd:CrossIndustryDocument:invoice:1p0';

/** UN/CEFACT Cross Industry Invoice D16B. */
const CII_D16B: ReadonlyMap<string, string> = new Map([
	['urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100', 'rsm'],
	['urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100', 'ram'],
	['urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100', 'udt'],
	['urn:un:unece:uncefact:data:standard:QualifiedDataType:100', 'qdt'],
]);

/** ZUGFeRD 1.0, based on drafts of CII: the same names in other namespaces. A document has one or the other. */
const ZUGFERD_1: ReadonlyMap<string, string> = new Map([
	[ZUGFERD_1_ROOT, 'rsm'],
	['urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12', 'ram'],
	['urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15', 'udt'],
	['urn:un:unece:uncefact:data:standard:QualifiedDataType:12', 'qdt'],
]);

/**
 * The namespaces that the readers know, each with the prefix from its specification. Documents choose prefixes freely;
 * names are compared by these.
 */
const PREFIXES: ReadonlyMap<string, string> = new Map([
	['http://www.w3.org/XML/1998/namespace', 'xml'],
	['http://www.w3.org/2001/XMLSchema-instance', 'xsi'],
	// UBL 2
	['urn:oasis:names:specification:ubl:schema:xsd:Invoice-2', 'ubl'],
	['urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2', 'cn'],
	['urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2', 'cbc'],
	['urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2', 'cac'],
	['urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2', 'ext'],
]);

/** The namespace of a canonical prefix; of CII, the current one. */
export const namespaceOf = (prefix: string): string | null =>
	[...PREFIXES, ...CII_D16B].find(([, known]) => known === prefix)?.[0] ?? null;

/** Families whose namespace differs per version or document, while the names stay the same. */
const FAMILIES: ReadonlyArray<readonly [namespace: RegExp, prefix: string]> = [
	// Hacienda, Costa Rica: 4.3 and 4.4, and 4.2 at its former address
	[/^https?:\/\/cdn\.comprobanteselectronicos\.go\.cr\/xml-schemas\/v4\.\d\/\w+$/i, 'cr'],
	[/^https?:\/\/tribunet\.hacienda\.go\.cr\/docs\/esquemas\/\d{4}\/v4\.\d\/\w+$/i, 'cr'],
	// FEL, Guatemala; complements are known by their local names
	[/^https?:\/\/www\.sat\.gob\.gt\/dte\/fel\/\d\.\d\.\d$/i, 'dte'],
	// FatturaPA, Italy: 1.2 and its revisions, and before it 1.0 and 1.1
	[/^https?:\/\/ivaservizi\.agenziaentrate\.gov\.it\/docs\/xsd\/fatture\/v1\.2(?:\.\d)?$/i, 'fpa'],
	[/^https?:\/\/www\.fatturapa\.gov\.it\/sdi\/fatturapa\/v1\.[01]$/i, 'fpa'],
];

/** In these, only the root is in the namespace; elements without a namespace belong to it, too. */
const UNQUALIFIED = ['fpa'];

/** Some programs omit the namespace of these documents: identify them by the name of the root. */
const WITHOUT_NAMESPACE: ReadonlyMap<string, string> = new Map([
	...[
		...['FacturaElectronica', 'TiqueteElectronico', 'NotaDebitoElectronica', 'NotaCreditoElectronica'],
		...['FacturaElectronicaExportacion', 'FacturaElectronicaCompra', 'ReciboElectronicoPago'],
		'MensajeHacienda',
	].map((name) => [name, 'cr'] as const),
	['GTDocumento', 'dte'],
	['GTAnulacionDocumento', 'dte'],
	['FatturaElettronica', 'fpa'],
]);

/** Elements that hold a file in base64, which may be most of a document. */
export const EMBEDDED_FILES: ReadonlySet<string> = new Set([
	'cbc:EmbeddedDocumentBinaryObject',
	'ram:AttachmentBinaryObject',
	'fpa:Attachment',
]);

const prefixOf = (namespace: string): string | undefined =>
	PREFIXES.get(namespace) ?? FAMILIES.find(([family]) => family.test(namespace))?.[1];

/** The namespaces of CII in a document, from the first element in one of them. Those of ZUGFeRD 1.0 need its root. */
function ciiOf(namespace: string, local: string): ReadonlyMap<string, string> | null {
	if (CII_D16B.has(namespace)) return CII_D16B;
	return namespace === ZUGFERD_1_ROOT && local === 'CrossIndustryDocument' ? ZUGFERD_1 : null;
}

/** The names of one document; each is built once, however often it occurs. */
export class Names {
	/** What the names in a namespace start with: its prefix. */
	private readonly starts = new Map<string, string>();
	private readonly made = new Map<string, Map<string, string>>();
	/** Of the first element in CII: not always the root, because the invoice may be in an envelope. */
	private cii: ReadonlyMap<string, string> | null = null;

	/**
	 * @param root the local name and the namespace of the root element
	 * @param count called for each new name, because it takes memory
	 */
	constructor(
		root: { uri: string; local: string },
		private readonly count: (name: string) => void,
	) {
		const prefix =
			root.uri === ''
				? WITHOUT_NAMESPACE.get(root.local)
				: UNQUALIFIED.find((known) => known === prefixOf(root.uri));
		this.starts.set('', prefix === undefined ? '' : `${prefix}:`);
	}

	/** The name in the form of {@link XmlElement.name}. */
	of(namespace: string, local: string): string {
		const start = this.starts.get(namespace) ?? this.startOf(namespace, local);
		let names = this.made.get(start);
		if (!names) this.made.set(start, (names = new Map()));
		const known = names.get(local);
		if (known !== undefined) return known;
		const name = start + local;
		this.count(name);
		names.set(local, name);
		return name;
	}

	private startOf(namespace: string, local: string): string {
		this.cii ??= ciiOf(namespace, local);
		const prefix = this.cii?.get(namespace) ?? prefixOf(namespace);
		const start = prefix === undefined ? `{${namespace}}` : `${prefix}:`;
		this.starts.set(namespace, start);
		return start;
	}
}

/** Most distinct attributes that are shared. */
export const MAX_KEPT = 2000;

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

/** The attributes of one document: equal ones, such as `currencyID="EUR"`, are shared. */
export class SharedAttributes {
	private readonly kept = new Map<string, Map<string, ReadonlyMap<string, string>>>();
	private size = 0;

	of(attributes: ReadonlyArray<readonly [name: string, value: string]>): ReadonlyMap<string, string> {
		const [first, second] = attributes;
		if (first === undefined) return NO_ATTRIBUTES;
		if (second !== undefined) return new Map(attributes);
		const [name, value] = first;
		let byValue = this.kept.get(name);
		const known = byValue?.get(value);
		if (known !== undefined) return known;
		const made = new Map(attributes);
		if (this.size++ < MAX_KEPT) {
			if (byValue === undefined) this.kept.set(name, (byValue = new Map()));
			byValue.set(value, made);
		}
		return made;
	}
}
