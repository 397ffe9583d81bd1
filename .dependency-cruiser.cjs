/**
 * Imports point down: `npm run imports` names each one that climbs or goes round in a circle.
 *
 * A room or file of `nodes/shared` may use what stands in a lower row, and nothing beside it in its own.
 */
const ROWS = [
	['result', 'clock', 'unicode'],
	['values', 'file', 'operationError', 'parameters', 'steps'],
	['json', 'xml', 'pdf'],
	['invoice', 'validate'],
	['einvoice', 'authenticate'],
	['api'],
	['provider'],
	['document'],
	['trigger'],
];

const pathOf = (room) => `^nodes/shared/${room}(/|\\.ts$)`;
const SHARED = '^nodes/shared/';
const PROVIDER = '^nodes/(?!shared/|Invoice/)[^/]+/';

const rooms = ROWS.flatMap((row, index) =>
	row.map((room) => ({
		name: `${room}-uses-only-lower-rows`,
		severity: 'error',
		from: { path: pathOf(room) },
		to: { path: '^(nodes|credentials)/', pathNot: [room, ...ROWS.slice(0, index).flat()].map(pathOf) },
	})),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{ name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
		...rooms,
		{
			name: 'every-room-has-a-row',
			severity: 'error',
			from: {},
			to: { path: SHARED, pathNot: ROWS.flat().map(pathOf) },
		},
		{
			name: 'providers-do-not-know-each-other',
			severity: 'error',
			from: { path: '^nodes/(?!shared/|Invoice/)([^/]+)/' },
			to: { path: ['^nodes/', '^credentials/'], pathNot: [SHARED, '^nodes/$1/'] },
		},
		{
			name: 'credentials-use-only-authentication-api-and-their-provider',
			severity: 'error',
			from: { path: '^credentials/([^/]+?)(?:Invoice)?Api\\.credentials\\.ts$' },
			to: {
				path: ['^nodes/', '^credentials/'],
				pathNot: [pathOf('authenticate'), pathOf('api'), '^nodes/$1/'],
			},
		},
		{
			name: 'the-invoice-node-finds-providers-in-its-list',
			severity: 'error',
			from: { path: '^nodes/Invoice/', pathNot: '^nodes/Invoice/providers\\.ts$' },
			to: { path: [PROVIDER, '^credentials/'] },
		},
	],
	options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true },
};
