/** Applies n8n's lint rules for literal descriptions to those that functions compose. */
import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { providerNamed } from '../../../../nodes/Invoice/providers';
import { invoiceTrigger } from '../../../../nodes/shared/trigger/description/invoiceTrigger';
import { nameOf, PROVIDER_FOLDERS } from '../../../support/providers.mts';

function triggerOf(folder: string): INodeTypeDescription {
	const name = `${folder}InvoiceTrigger`;
	const module = jest.requireActual<Record<string, new () => INodeType>>(
		`../../../../nodes/${folder}/${name}.node`,
	);
	return new module[name]().description;
}

const choicesOf = ({ options = [] }: INodeProperties) =>
	options.map((option) => ({
		name: option.name,
		value: 'value' in option ? option.value : undefined,
		description: ('description' in option && option.description) || '',
	}));

describe.each(PROVIDER_FOLDERS)('the trigger of %s', (folder) => {
	const description = triggerOf(folder);
	const provider = providerNamed(nameOf(folder))!;
	const lists = description.properties.filter(({ type }) => ['options', 'multiOptions'].includes(type));
	const list = (name: string) => lists.filter((one) => one.name === name);

	it('shares what is the same in all triggers', () => {
		expect(description).toMatchObject({
			...invoiceTrigger(provider),
			activationMessage: expect.stringContaining(provider.displayName) as unknown,
		});
		expect(description.displayName).toBe(description.defaults.name);
		expect(description.subtitle).toContain('$parameter["events"]');
	});

	it('lists at least its events, which are sorted by name and differ in their values', () => {
		expect(list('events')).toHaveLength(1);
		for (const one of [...list('events'), ...list('authentication'), ...list('registration')]) {
			const names = choicesOf(one).map(({ name }) => name);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
			expect(new Set(choicesOf(one).map(({ value }) => value)).size).toBe(names.length);
		}
	});

	it('chooses by default only what it lists', () => {
		for (const one of lists) {
			const values = choicesOf(one).map(({ value }) => value);
			const chosen = [one.default].flat();
			expect(chosen.length).toBeGreaterThan(0);
			expect(chosen.filter((value) => !values.includes(value as string))).toEqual([]);
		}
	});

	it('describes a choice without a full stop where it is one sentence', () => {
		const described = lists.flatMap((one) => choicesOf(one)).map((choice) => choice.description);
		expect(described.filter((text) => /^[^.]*\.$/.test(text))).toEqual([]);
	});
});
