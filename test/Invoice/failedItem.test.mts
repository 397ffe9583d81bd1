import { NodeOperationError } from 'n8n-workflow';
import { Invoice as InvoiceNode } from '../../nodes/Invoice/Invoice.node';
import { failedItem } from '../../nodes/Invoice/failedItem';
import { executeContext } from '../n8nCore/contexts.mts';

const input = { json: { subject: 'Invoice' }, binary: { data: { data: '', mimeType: 'application/xml' } } };

function failed(onError: 'continueErrorOutput' | 'continueRegularOutput') {
	const context = executeContext({ node: new InvoiceNode(), parameters: {}, onError }, [input]);
	const error = new NodeOperationError(context.getNode(), 'What happened', { description: 'What to do' });
	return { error, item: failedItem.call(context, error, 0) };
}

const expected = {
	json: { subject: 'Invoice', error: { message: 'What happened', description: 'What to do' } },
	binary: input.binary,
	pairedItem: { item: 0 },
};

it('carries the error where n8n needs it to choose the error output', () => {
	const { error, item } = failed('continueErrorOutput');
	expect(item).toEqual({ ...expected, error });
});

it('does not carry it on the regular output, where n8n would drop the JSON for it', () => {
	expect(failed('continueRegularOutput').item).toEqual(expected);
});
