/** The official rules name elements with their prefixes: the same name in another namespace is another element. */
import { namespaceOf } from '../../../../../../nodes/shared/xml/namespaces';
import { CII, judge, UBL } from '../../../../../support/validate/documents.mts';

const warningsOf = (xml: string) => judge(xml)!.warnings.map(({ rule }) => rule);
const element = (prefix: string, name: string) =>
	`<y:${name} xmlns:y="${namespaceOf(prefix) ?? 'z'}">1</y:${name}>`;
const inUbl = (prefix: string, name: string) =>
	UBL.replace('<cac:TaxTotal>', `${element(prefix, name)}<cac:TaxTotal>`);
const inCii = (prefix: string, name: string) =>
	CII.replace('</rsm:ExchangedDocument>', `${element(prefix, name)}</rsm:ExchangedDocument>`);

test.each([
	['cbc', 'CopyIndicator', ['UBL-CR-004'], inUbl],
	['cac', 'CopyIndicator', [], inUbl],
	['ubl', 'CopyIndicator', [], inUbl],
	['none', 'CopyIndicator', [], inUbl],
	['cac', 'Signature', ['UBL-CR-137'], inUbl],
	['cbc', 'Signature', [], inUbl],
	['ram', 'Name', ['CII-SR-013'], inCii],
	['udt', 'Name', [], inCii],
	['rsm', 'Name', [], inCii],
	['none', 'Name', [], inCii],
])('%s: %s', (prefix, name, rules, document) => {
	const before = warningsOf(document === inUbl ? UBL : CII);
	expect(warningsOf(document(prefix, name)).filter((rule) => !before.includes(rule))).toEqual(rules);
});
