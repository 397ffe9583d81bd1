import type { INode } from 'n8n-workflow';
import { operationError, withoutTags } from '../../nodes/shared/operationError';

const node = { name: 'Invoice' } as INode;

test.each([
	['<a href=https://evil.example/x>Open</a>.xml', '‹a href=https://evil.example/x>Open‹/a>.xml'],
	['a <b', 'a ‹b'],
	['Invoice > Get', 'Invoice > Get'],
	['one<br>\ntwo', 'one<br>\ntwo'],
])('%s is no HTML', (written, shown) => {
	const error = operationError(node, { message: written, description: `${written}.` }, 0);
	expect([error.message, error.description]).toEqual([shown, `${shown}.`]);
	expect(withoutTags(new Error(written)).message).toBe(shown);
});
