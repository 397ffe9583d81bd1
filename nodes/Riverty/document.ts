import { safeFileName } from '../shared/file/name';
import type { Findings } from '../shared/invoice/findings';
import type { Invoice, InvoiceDocument } from '../shared/invoice/schema';
import { isAllowedOrigin, parseUrl } from '../shared/api/origin';
import { withoutAddress } from '../shared/api/response/errorResponse';
import type { DocumentLocation, Environment } from '../shared/provider';
import { missing, ok, type Problem, type Result } from '../shared/result';
import { originsOf } from './environment';

const UUID = '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}';
/** Parentheses are optional: the B2C example on docs.riverty.com has none. */
const FILE_SET = /FileSet\(?'([0-9A-Fa-f]{8,128})'\)?/;
const STORED = new RegExp(`/documents/v1/S/(${UUID})(?![0-9A-Za-z-])`);

/** The key of a file, from any form of its address: in the archive (hexadecimal) or in the API (a UUID). */
export function fileKey(address: string): string | null {
	const hex = FILE_SET.exec(address)?.[1]?.toUpperCase();
	return hex ?? STORED.exec(address)?.[1] ?? null;
}

/**
 * The URL of a document, derived from the address in an event; null when there is none, or when the credential does not
 * list its host.
 *
 * Never resolve the address against a base: in `//z_knox_extern_srv/FileSet'…'`, from Riverty's own B2C example, a URL
 * parser would read `z_knox_extern_srv` as the host, so an attacker could put another host there.
 */
export function urlOf(address: string, environment: Environment): string | null {
	const typed = address.trim();
	if (isAllowedOrigin(typed, originsOf(environment))) return parseUrl(typed)?.href ?? null;
	const hex = FILE_SET.exec(typed)?.[1]?.toUpperCase();
	const { documentBaseUrl } = environment;
	return hex === undefined || documentBaseUrl === undefined
		? null
		: `${documentBaseUrl}/FileSet('${hex}')/$value`;
}

/**
 * The document of an item; an issue if its address is unusable.
 * @param name of the file, without its extension
 */
export function documentOf(
	address: string | null,
	name: string | null,
	environment: Environment,
	findings: Findings,
): InvoiceDocument | null {
	if (address === null) return null;
	const url = urlOf(address, environment);
	if (url === null) {
		const { message, description } = unusable(address);
		findings.add('document-url-incomplete', 'document.url', `${message}. ${description}`);
	}
	return {
		id: fileKey(address),
		url,
		fileName: `${safeFileName(name, 'document')}.pdf`,
		mimeType: 'application/pdf',
		source: 'api',
		// Kept for years, as the law requires; Riverty states no date (docs.riverty.com, download documents).
		expiresAt: null,
	};
}

/**
 * The location of an item's document. The item may have passed through other nodes, so its address is checked again.
 */
export function locateDocument({ document }: Invoice, environment: Environment): Result<DocumentLocation> {
	if (environment.apiUrl === '') return { ok: false, error: withoutAddress('Riverty') };
	const key = FILE_SET.exec(`FileSet('${document?.id}')`)?.[0];
	const address = document?.url ?? key;
	if (typeof address !== 'string') {
		return missing(
			'The item does not name a document that can be fetched from Riverty',
			'Not every invoice comes with the address of a document; where the address is of no use, the item says why under issues.',
		);
	}
	const url = urlOf(address, environment);
	if (url === null) return { ok: false, error: unusable(address) };
	const name = String(document?.fileName ?? document?.id ?? 'document');
	return ok({
		url,
		headers: { Accept: 'application/pdf, */*' },
		// Archived mails are documents too, so the extension comes from the first bytes.
		fileName: name.replace(/\.pdf$/i, ''),
	});
}

/** What to do about an address that {@link urlOf} cannot resolve. */
export function unusable(address: string): Problem {
	const host = parseUrl(address.trim())?.host ?? '';
	if (FILE_SET.test(address)) {
		return {
			message: 'Riverty gives only a part of the address of this document',
			description: `In the Riverty credential, fill in Document Base URL, such as https://…/z_knox_extern_srv: ask your contact at Riverty for it.${host === '' ? '' : ` Or, if ${host} is a host of Riverty's, enter it as Extra Document Host.`}`,
		};
	}
	return host === ''
		? {
				message: "The address of the document does not look like one of Riverty's",
				description: 'Report its form to the makers of n8n-nodes-invoices; it is kept in raw.',
			}
		: {
				message: `The document is at ${host}, which the Riverty credential does not list`,
				description:
					"Check the Environment in the credential. If it is another host of Riverty's, enter it as Extra Document Host: the subscription key is sent to no other.",
			};
}
