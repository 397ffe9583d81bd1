import { NodeOperationError, type INode } from 'n8n-workflow';
import type { Gap } from '../shared/einvoice/gap';
import { linesOfGaps } from '../shared/einvoice/gapList';

const ADVICE =
	'Fill this in before this node, for instance with Edit Fields, or in this node under Add or Override. To get the file all the same, choose to write it under If Something Is Missing.';

/**
 * The error that lists what an invoice lacks. n8n shows the description as HTML, where only `<br>` ends a line. Where the
 * node goes on, n8n passes on nothing but the message, so that the list is in there.
 */
export function gapsError(
	node: INode,
	gaps: readonly Gap[],
	nameOf: (path: string) => string,
	{ itemIndex, goesOn }: { itemIndex: number; goesOn: boolean },
): NodeOperationError {
	const things = gaps.length === 1 ? 'One thing is' : `${gaps.length} things are`;
	const message = `${things} missing or wrong for an e-invoice`;
	const list = linesOfGaps(gaps, nameOf);
	return new NodeOperationError(node, goesOn ? [`${message}:`, ...list].join('\n') : message, {
		description: goesOn ? ADVICE : [...list, ADVICE].join('<br>\n'),
		itemIndex,
	});
}
