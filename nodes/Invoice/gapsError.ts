import { NodeOperationError, type INode } from 'n8n-workflow';
import type { Gap } from '../shared/einvoice/gap';
import { linesOfGaps } from '../shared/einvoice/gapList';

const ADVICE =
	'Fill this in before this node, for example with Edit Fields, or in this node under Add or Override. To get the file anyway, choose Write the File and List It in Issues under If Something Is Missing.';

/** The user may never have heard of Peppol. */
const NOT_CHOSEN =
	'What begins with PEPPOL is a rule of Peppol, which this node assumes for UBL: if you do not send through Peppol, choose EN 16931 under Specification.';

const ADVICE_TO_AGENT =
	'Give these fields in the JSON of the invoice, and ask the user for what you do not know.';

/** Where an error is displayed. */
export type Audience = 'editor' | 'node' | 'agent';

/**
 * The error that lists what an invoice lacks. The editor renders its description as HTML, where only `<br>` breaks a
 * line. If the node continues on errors, other nodes get it as text; version 1 of the node gives them the message
 * alone.
 */
export function gapsError(
	node: INode,
	gaps: readonly Gap[],
	nameOf: (path: string) => string,
	{ itemIndex, reader, isAssumed }: { itemIndex: number; reader: Audience; isAssumed: boolean },
): NodeOperationError {
	const things = gaps.length === 1 ? 'One thing is' : `${gaps.length} things are`;
	const message = `${things} missing or wrong for an e-invoice`;
	const ofPeppol = isAssumed && gaps.some(({ rule }) => rule.startsWith('PEPPOL')) ? [NOT_CHOSEN] : [];
	const list = [...linesOfGaps(gaps, nameOf), ...ofPeppol];
	if (reader === 'node' && node.typeVersion < 2) {
		const description = ADVICE;
		return new NodeOperationError(node, [`${message}:`, ...list].join('\n'), { description, itemIndex });
	}
	const advice = reader === 'agent' ? ADVICE_TO_AGENT : ADVICE;
	const description = [...list, advice].join(reader === 'editor' ? '<br>\n' : '\n');
	return new NodeOperationError(node, message, { description, itemIndex });
}
