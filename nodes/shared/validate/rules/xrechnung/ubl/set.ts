import type { Node } from '../../../xpath/node';
import { context, information, warning, type Pattern, type RuleSet } from '../../../rule';
import { urlRule } from '../../german/rules';
import { germanPattern, type GermanDialect } from '../../german/ubl';
import { corePattern, taken } from '../../peppol/core';
import { emptyElements } from '../../peppol/rules';
import { explainXRechnung } from '../explanations';
import { EDITION, isXRechnung, ofPeppol } from '../specifications';
import { extension } from './extension';
import { vehicles } from './vehicles';

const isCode: GermanDialect['isCode'] = (at, path, codes) => codes.includes(at.normal(path));
const dialect: GermanDialect = { applies: () => true, numbered: (id) => id, isCode, isText: isCode };

/** Amounts in forint are rounded to whole units. */
const slack = (at: Node): string =>
	at.document.root.equals('cbc:DocumentCurrencyCode', 'HUF') ? '0.5' : '0.02';

function saysWhen(at: Node): boolean {
	const lines = [...at.all('cac:InvoiceLine'), ...at.all('cac:CreditNoteLine')];
	return (
		at.has('cac:Delivery/cbc:ActualDeliveryDate') ||
		at.has('cac:InvoicePeriod') ||
		lines.every((line) => line.has('cac:InvoicePeriod'))
	);
}

const german: Pattern = germanPattern(
	dialect,
	[
		warning('BR-DE-21', (at) => at.values('cbc:CustomizationID').some(isXRechnung), 'cbc:CustomizationID'),
		information('BR-DE-TMP-32', saysWhen),
	],
	[context('cac:AdditionalDocumentReference/cac:Attachment/cac:ExternalReference', [urlRule('cbc:URI')])],
);

export const XRECHNUNG_UBL: RuleSet = {
	name: 'xrechnung',
	source: EDITION,
	patterns: [
		taken(emptyElements(), ...ofPeppol),
		taken(corePattern(slack), ...ofPeppol),
		german,
		extension,
		vehicles,
	],
	explain: explainXRechnung,
};
