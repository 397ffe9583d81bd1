const { z } = require('zod/v4');

/** The normal form as JSON Schema, from the compiled zod schema: the one source of both. */
exports.invoiceJsonSchema = function invoiceJsonSchema() {
	const { invoiceSchema } = require('../dist/nodes/shared/invoice/schema.js');
	return {
		...z.toJSONSchema(invoiceSchema),
		title: 'Invoice',
		description: 'The normal form of an invoice item',
	};
};
