/** The fiscal documents in Betterez' samples, with changes, and the item read from each. */
import { readDocument } from '../../../nodes/shared/einvoice/readers';
import { Findings } from '../../../nodes/shared/invoice/findings';
import { invoiceOf } from '../../../nodes/shared/invoice/build';
import type { Invoice } from '../../../nodes/shared/invoice/schema';
import { finish } from '../../../nodes/shared/steps';
import { xmlInSteps } from '../../../nodes/shared/xml/parse';
import { sampleJson } from '../../simulator/samples.mts';

const documentIn = (file: string) => {
	const { data } = sampleJson<{ data: { data: string } }>('betterez', file);
	return Buffer.from(data.data, 'base64').toString('utf8');
};

export const FEL = documentIn('invoices-created-fel-gtdocumento.json');
export const HACIENDA = documentIn('invoices-updated-hacienda-v44.json');

/** @param changes texts and their replacements; each must occur */
export function change(xml: string, ...changes: ReadonlyArray<readonly [string | RegExp, string]>): string {
	return changes.reduce((text, [from, to]) => {
		const changed = text.replace(from, to);
		if (changed === text) throw new Error(`${from} is not in the document`);
		return changed;
	}, xml);
}

export function read(xml: string): Invoice {
	const parsed = finish(xmlInSteps(Buffer.from(xml, 'utf8')));
	if (!parsed.ok) throw new Error(parsed.error.message);
	const findings = new Findings();
	const known = finish(readDocument(parsed.value, findings));
	if (known === null) throw new Error(`no reader for ${parsed.value.name}`);
	return invoiceOf({ ...known, issues: findings.issues });
}

export const codes = ({ issues }: Invoice) => issues.map(({ code, path }) => `${code} ${path}`);
