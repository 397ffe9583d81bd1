import { judgedOf } from '../../../../nodes/shared/einvoice/show/judged';

const finding = { rule: 'BR-1', path: '/', field: null, message: 'm', value: 'v' };

test('takes the findings of Validate, and nothing else of that name', () => {
	const kept = { rule: 'BR-1', path: '/', field: null, message: 'm' };
	const validation = { valid: false, rules: ['EN 16931'], errors: [finding], warnings: [], text: '' };
	expect(judgedOf(validation)).toEqual({ rules: ['EN 16931'], errors: [kept], warnings: [] });
	for (const other of [undefined, null, 'ok', {}, { ...validation, errors: [{ rule: 1 }] }]) {
		expect(judgedOf(other)).toBeNull();
	}
});
