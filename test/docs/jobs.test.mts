/**
 * The jobs that people come for, each an example with few nodes, without code, and with expressions only as the editor
 * writes them when a field is dragged or left to a model.
 */
import { readFileSync } from 'node:fs';
import type { INode, INodeExecutionData } from 'n8n-workflow';
import { Invoice as InvoiceNode } from '../../nodes/Invoice/Invoice.node';
import { executeContext } from '../n8nCore/contexts.mts';

interface Example {
	nodes: INode[];
	pinData?: Record<string, INodeExecutionData[]>;
}

/** Job, example, and the most nodes that it may take: the trigger and deactivated nodes count, notes do not. */
const JOBS: Array<[string, string, number]> = [
	['files by supplier and month', 'files-by-supplier-and-month', 3],
	['post a bill', 'mail-to-quickbooks', 4],
	['mail to a row per line', 'mail-to-rows', 4],
	['own data to XRechnung and ZUGFeRD', 'own-data-to-xrechnung-and-zugferd', 3],
	['check and answer', 'check-and-answer', 4],
	['a readable page by mail', 'readable-page-by-mail', 3],
	['an agent', 'tool-for-agents', 2],
];

const read = (name: string) => JSON.parse(readFileSync(`examples/${name}.json`, 'utf8')) as Example;
const nodesOf = (name: string) => read(name).nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');

/** `$json.a.b`, `$json.a[0].b`, `$('Node').item.json.a`, also with `['a b']`. */
const DRAGGED = /^\$(?:json|\('[^']+'\)\.item\.json)(?:\.[A-Za-z_]\w*|\[\d+\]|\['[^']+'\])+$/;
/** What the button with the stars writes. */
const LEFT_TO_MODEL = /^\/\*n8n-auto-generated-fromAI-override\*\/ \$fromAI\('\w+', `[^`]*`, '\w+'\)$/;

/** The expressions in a parameter, without the text around them. */
function expressionsIn(value: unknown): string[] {
	if (typeof value === 'string') {
		if (!value.startsWith('=')) return [];
		const found = [...value.matchAll(/\{\{([^]*?)\}\}/g)].map(([, code]) => code!.trim());
		return found.length > 0 ? found : [value];
	}
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(expressionsIn) : [];
}

const isPlain = (expression: string) => DRAGGED.test(expression) || LEFT_TO_MODEL.test(expression);

test.each([
	['={{ $json.seller.name }}', true],
	["=Re: {{ $('Incoming Mail').item.json.from.value[0].address }}", true],
	['{{ not an expression }}', true],
	['={{ $json.seller?.name }}', false],
	["={{ $json.number ?? '' }}", false],
	['={{ $json.issues.length > 0 }}', false],
	['={{ $json.lines.map((line) => line.net) }}', false],
	['={{ $json.number }} {{ $json.number.slice(1) }}', false],
	['=$json.number', false],
])('%s is what a drag leaves: %s', (value, expected) => {
	expect(expressionsIn({ a: [value] }).every(isPlain)).toBe(expected);
});

describe.each(JOBS)('%s: %s', (_, name, most) => {
	test(`has at most ${most} nodes, and none of code`, () => {
		const nodes = nodesOf(name);
		expect(nodes.length).toBeGreaterThan(1);
		expect(nodes.length).toBeLessThanOrEqual(most);
		expect(nodes.filter(({ type }) => /\.(code|function|functionItem)$/.test(type))).toEqual([]);
	});

	test('has no expression beyond a drag', () => {
		const expressions = nodesOf(name).flatMap(({ parameters }) => expressionsIn(parameters));
		expect(expressions.filter((one) => !isPlain(one))).toEqual([]);
	});
});

test('own data become an XRechnung and a ZUGFeRD of each invoice', async () => {
	const NAME = 'own-data-to-xrechnung-and-zugferd';
	const run = async (nodeName: string, items: INodeExecutionData[]) => {
		const { parameters } = nodesOf(NAME).find((node) => node.name === nodeName)!;
		const node = new InvoiceNode();
		const [output] = await node.execute.call(executeContext({ node, parameters }, items));
		return output!;
	};
	const items = await run('ZUGFeRD', await run('XRechnung', read(NAME).pinData!['Your Rows']!));
	expect(items.map(({ json }) => [json.number, json.issues])).toEqual([
		['1001', []],
		['1002', []],
	]);
	for (const { binary } of items) {
		const [xml, file] = [binary!.data!, binary!.data_1!].map(({ data }) => Buffer.from(data, 'base64'));
		expect(xml!.toString()).toContain('xrechnung_3.0');
		expect(file!.subarray(0, 5).toString()).toBe('%PDF-');
	}
});
