const { z } = require('zod/v4');

const text = { type: 'string' };
const textOrNull = { anyOf: [text, { type: 'null' }] };
const list = (items) => ({ type: 'array', items });
const object = (properties) => ({
	type: 'object',
	properties,
	required: Object.keys(properties),
	additionalProperties: false,
});

const findings = list(
	object({ rule: text, path: text, field: textOrNull, message: text, value: textOrNull }),
);

/** What Document → Validate adds to the item: `ItemValidation` in nodes/shared/einvoice/validate.ts. */
const validation = object({
	valid: { type: 'boolean' },
	specification: textOrNull,
	rules: list(text),
	errors: findings,
	warnings: findings,
	text,
});

/** The normal form as JSON Schema, generated from the compiled zod schema, its only source. */
exports.invoiceJsonSchema = function invoiceJsonSchema() {
	const { invoiceSchema } = require('../dist/nodes/shared/invoice/schema.js');
	return {
		...z.toJSONSchema(invoiceSchema),
		title: 'Invoice',
		description: 'The normal form of an invoice item',
	};
};

/** The item of Document → Validate. */
exports.validatedInvoiceJsonSchema = function validatedInvoiceJsonSchema() {
	const { properties, required, ...schema } = exports.invoiceJsonSchema();
	return {
		...schema,
		description: 'The normal form of an invoice item, and what the official rules say of its file',
		properties: { validation, ...properties },
		required: ['validation', ...required],
	};
};

/** The item of Document → Show. */
exports.shownInvoiceJsonSchema = function shownInvoiceJsonSchema() {
	const { properties, required, ...schema } = exports.invoiceJsonSchema();
	return {
		...schema,
		description: 'The normal form of an invoice item, and a page that shows it',
		properties: { text, html: text, ...properties },
		required: ['text', 'html', ...required],
	};
};

/**
 * A schema as n8n's editor needs it for the fields that it shows before the first run. Of a value that may be null it
 * would show neither the type nor the fields inside, so nobody could drag them.
 */
exports.previewSchema = function previewSchema(schema) {
	if (Array.isArray(schema)) return schema.map(previewSchema);
	if (typeof schema !== 'object' || schema === null) return schema;
	const { anyOf = [], ...others } = schema;
	const [filled, ...more] = anyOf.filter(({ type }) => type !== 'null');
	const shown = filled && more.length === 0 ? { ...filled, ...others } : schema;
	return Object.fromEntries(Object.entries(shown).map(([key, value]) => [key, previewSchema(value)]));
};
