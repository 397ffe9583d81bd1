import type { INodeProperties } from 'n8n-workflow';
import { maxDocumentSize, triggerOptions } from '../../../../nodes/shared/trigger/description/options';

const ALL = { signedTime: true, details: true, document: true };
const NONE = { signedTime: false, details: false, document: false };
const optionsOf = (has: Parameters<typeof triggerOptions>[0]) =>
	triggerOptions(has).options as INodeProperties[];
const names = (has: Parameters<typeof triggerOptions>[0]) => optionsOf(has).map(({ name }) => name);

it('is a collection of which nothing is set', () => {
	expect(triggerOptions(ALL)).toMatchObject({ name: 'options', type: 'collection', default: {} });
});

it.each([
	['everything', ALL, ['attachDocument', 'fetchDetails', 'maxDocumentSize', 'timestampTolerance']],
	['nothing', NONE, []],
	['signed times', { ...NONE, signedTime: true }, ['timestampTolerance']],
	['details', { ...NONE, details: true }, ['fetchDetails']],
	['documents', { ...NONE, document: true }, ['attachDocument', 'maxDocumentSize']],
])('offers what a provider with %s has', (_name, has, expected) => {
	const common = ['deduplicate', 'includeRaw', 'ipAllowList', 'rememberEvents'];
	expect(names(has).sort()).toEqual([...common, ...expected].sort());
});

it('has the defaults of the design', () => {
	const defaults = Object.fromEntries(optionsOf(ALL).map(({ name, default: value }) => [name, value]));
	expect(defaults).toEqual({
		includeRaw: true,
		deduplicate: true,
		rememberEvents: 1000,
		timestampTolerance: 300,
		ipAllowList: '',
		fetchDetails: false,
		attachDocument: false,
		maxDocumentSize: 50,
	});
	expect(optionsOf(ALL)).toContain(maxDocumentSize);
});

it('is sorted by what the user reads', () => {
	const shown = optionsOf(ALL).map(({ displayName }) => displayName);
	expect(shown).toEqual([...shown].sort((a, b) => a.localeCompare(b)));
});

it('names the addresses of one provider without touching the options of another', () => {
	const hint = 'Addresses of Acme: 203.0.113.0/24';
	const list = (options: INodeProperties[]) => options.find(({ name }) => name === 'ipAllowList');
	expect(list(optionsOf({ ...ALL, ipAllowList: { hint } }))).toMatchObject({ hint, default: '' });
	expect(list(optionsOf(ALL))).not.toHaveProperty('hint');
});

it('offers to remember as many events as do not hold up n8n', () => {
	const option = optionsOf(ALL).find(({ name }) => name === 'rememberEvents');
	expect(option?.typeOptions).toEqual({ minValue: 1, maxValue: 10_000 });
});

it('takes no number below one', () => {
	const numbers = optionsOf(ALL).filter(({ type }) => type === 'number');
	expect(numbers).toHaveLength(3);
	for (const { typeOptions } of numbers) expect(typeOptions?.minValue).toBe(1);
});
