/**
 * Where a provider's API, or an attacker in its place, cannot redirect this n8n: its own machine, its network, and
 * cloud metadata services. Addresses that merely disguise their host are in `document.test.mts`.
 */
import { promises as dns } from 'node:dns';
import { Socket } from 'node:net';
import { DigitalRiverApi } from '../../../credentials/DigitalRiverApi.credentials';
import { Invoice } from '../../../nodes/Invoice/Invoice.node';
import { callApi } from '../../../nodes/shared/api/request';
import { cleanUp, executeContext, initialize } from '../../n8nCore/contexts.mts';
import { api } from '../../simulator/providers/digitalRiver.mts';
import { listen, listenElsewhere, type SimulatorServer } from '../../simulator/server.mts';
import { virtualClock } from '../../support/virtualClock.mts';

virtualClock();

const KEY = 'sk_test_that_must_stay_at_home';
const LIST = 'GET /events';

let server: SimulatorServer;
/** The target of a redirect. */
let inside: SimulatorServer;
/** Ports that were connected to. No host but this machine can be reached, even if the code is broken. */
let connected: number[];

beforeAll(async () => {
	await initialize();
	server = await listen(api({ apiKey: KEY }));
	inside = await listenElsewhere({ tls: true });
});
beforeEach(() => {
	connected = [];
	const { connect } = Socket.prototype;
	jest.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...args: unknown[]) {
		const [{ host, port }] = args.flat() as Array<{ host?: string; port?: number | string }>;
		connected.push(Number(port));
		if (host === '127.0.0.1') return connect.apply(this, args as never);
		this.destroy(new Error(`A connection to ${host} was tried`));
		return this;
	});
});
afterEach(() => {
	jest.restoreAllMocks();
	server.reset();
	expect(new Set(connected)).toEqual(new Set([server.port]));
	expect(inside.connections).toBe(0);
});
afterAll(async () => {
	await Promise.all([server.close(), inside.close()]);
	cleanUp();
});

/** The message to the user when the API redirects there. */
async function redirectedTo(location: string, timeLimit?: number): Promise<string> {
	server.fail(LIST, { redirect: location }, 9);
	const context = executeContext(
		{
			node: new Invoice(),
			parameters: { provider: 'item' },
			credential: {
				type: new DigitalRiverApi(),
				data: { product: 'digitalRiver', apiKey: KEY, apiUrl: server.url },
			},
		},
		[],
	);
	const call = callApi.call(context, {
		credential: 'digitalRiverApi',
		displayName: 'Digital River',
		origins: [server.url],
		url: `${server.url}/events`,
		timeLimit,
	});
	const error = await call.then(
		() => new Error('The redirect was followed'),
		(caught: Error) => caught,
	);
	expect(error.name).toBe('NodeApiError');
	expect(JSON.stringify([error.message, error])).not.toContain(KEY);
	expect(server.requests).toHaveLength(1);
	return error.message;
}

describe('an address in place of a name', () => {
	test.each([
		['this machine', '127.0.0.1:PORT'],
		['another address of this machine', '127.255.255.254:PORT'],
		['this machine in decimal', '2130706433:PORT'],
		['in hexadecimal', '0x7f000001:PORT'],
		['in octal', '0177.0.0.1:PORT'],
		['in parts', '127.1:PORT'],
		['percent-encoded', '%31%32%37.0.0.1:PORT'],
		['with a dot at its end', '127.0.0.1.:PORT'],
		['any address', '0.0.0.0:PORT'],
		['nothing but zero', '0:PORT'],
		['IPv6', '[::1]:PORT'],
		['any address in IPv6, which Linux takes for this machine', '[::]:PORT'],
		['IPv4 inside IPv6', '[::ffff:127.0.0.1]:PORT'],
		['the same in hexadecimal', '[::ffff:7f00:1]:PORT'],
		['the older form of it', '[::127.0.0.1]:PORT'],
		['NAT64', '[64:ff9b::7f00:1]:PORT'],
		['6to4', '[2002:7f00:1::]:PORT'],
		['Teredo', '[2001:0:7f00:1::]:PORT'],
		['a private network', '10.0.0.1'],
		['another', '172.16.0.1'],
		['and another', '192.168.0.1'],
		['a carrier’s network', '100.64.0.1'],
		['a unique local address', '[fd00::1]'],
		['a link-local address', '[fe80::1]'],
		['a site-local address', '[fec0::1]'],
		['multicast', '224.0.0.1'],
		['multicast in IPv6', '[ff02::1]'],
		['broadcast', '255.255.255.255'],
		['the metadata service of AWS, Google, Azure', '169.254.169.254/latest/meta-data/'],
		['that of AWS in IPv6', '[fd00:ec2::254]/latest/meta-data/'],
		['that of Alibaba', '100.100.100.200/latest/meta-data/'],
		['that of Oracle', '192.0.0.192/opc/v2/'],
		['that of Azure’s hosts', '168.63.129.16/machine'],
	])('%s is rejected', async (_what, place) => {
		const [host, ...path] = place.replace('PORT', String(inside.port)).split('/');
		const location = `https://${host}/${path.join('/')}`;
		expect(await redirectedTo(location)).toBe(
			`Digital River could not be reached: it redirects to ${new URL(location).host}, which is an address without a name`,
		);
	});
});

describe('a name', () => {
	test.each(['localhost', 'LOCALHOST', 'user@localhost', ':password@localhost'])(
		'%s is rejected',
		async (host) => {
			expect(await redirectedTo(`https://${host}:${inside.port}/x`)).toMatch(
				/it redirects to localhost:\d+, which is not (a public host|allowed)$/,
			);
		},
	);

	test.each([
		['127.0.0.1', 4],
		['10.1.2.3', 4],
		['169.254.169.254', 4],
		['0.0.0.0', 4],
		['::1', 6],
		['::ffff:127.0.0.1', 6],
		['fd00:ec2::254', 6],
		['fe80::1', 6],
	])('that resolves to %s is rejected, also beside a public address', async (address, family) => {
		const lookup = jest.spyOn(dns, 'lookup') as unknown as jest.SpyInstance;
		for (const [name, found] of [
			['inside', [{ address, family }]],
			[
				'both',
				[
					{ address: '192.88.99.1', family: 4 },
					{ address, family },
				],
			],
		] as const) {
			lookup.mockResolvedValue(found);
			// A different name each time: n8n caches DNS lookups.
			const host = `${name}-${address.replace(/[.:]/g, '-')}.example`;
			expect(await redirectedTo(`https://${host}:${inside.port}/x`)).toBe(
				`Digital River could not be reached: it redirects to ${host}:${inside.port}, which is not a public host`,
			);
			server.reset();
		}
		expect(lookup).toHaveBeenCalledTimes(2);
	});

	test('that does not exist is said', async () => {
		jest
			.spyOn(dns, 'lookup')
			.mockRejectedValue(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }));
		// Too short for a second attempt.
		expect(await redirectedTo('https://no-such-host.example/x', 900)).toBe(
			'Digital River could not be reached: it redirects to no-such-host.example, a host name that could not be looked up',
		);
	});
});
