import { context, fatal, type Pattern } from '../../../rule';

export const documentRules: Pattern = [
	context('/ubl:Invoice | /cn:CreditNote', [
		fatal('BR-02', (at) => at.filled('cbc:ID')),
		fatal('BR-03', (at) => at.filled('cbc:IssueDate')),
	]),
];
