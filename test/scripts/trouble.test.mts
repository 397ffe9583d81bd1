/**
 * The explanations of `npm run demo` when something on the machine is wrong; the texts are real output of npm and
 * Node.js.
 */
const { troubleIn } = jest.requireActual<{ troubleIn(text: string): string | undefined }>(
	'../../scripts/trouble.js',
);

test.each([
	[
		'a read-only home folder',
		"npm error code ENOENT\nnpm error enoent Invalid response body: ENOENT: no such file or directory, mkdir '/home/me/.npm'",
		/^\/home\/me\/\.npm cannot be written\. .*npm_config_cache/,
	],
	[
		'a read-only cache',
		"EROFS: read-only file system, mkdir '/home/me/.cache/n8n-nodes-invoices'",
		/^\/home\/me\/\.cache\/n8n-nodes-invoices cannot be written\. .*N8N_NODES_INVOICES_CACHE/,
	],
	[
		'a full disk',
		'npm error code ENOSPC\nnpm error nospc There appears to be insufficient space',
		/^The disk is full\./,
	],
	['a full disk under the database', 'SQLITE_FULL: database or disk is full', /^The disk is full\./],
	[
		'no network',
		'npm error code EAI_AGAIN\nnpm error request to https://registry.example.com/zod failed, reason: getaddrinfo EAI_AGAIN registry.example.com',
		/^registry\.example\.com cannot be reached\. .*HTTPS_PROXY/,
	],
	[
		'a network that swallows requests',
		'npm error code EIDLETIMEOUT\nnpm error Idle timeout reached for host `registry.example.com:443`',
		/^registry\.example\.com cannot be reached\. /,
	],
	[
		'a proxy that wants a password',
		'npm error code E407\nnpm error 407 Proxy Authentication Required - GET https://registry.example.com/zod',
		/cannot be reached\. .*HTTPS_PROXY/,
	],
	[
		'no make',
		'> install\n> node-gyp rebuild\nsh: 1: make: not found\nnpm error code 127',
		/needs a C\+\+ compiler, make and Python 3\. Install them/,
	],
	[
		'no compiler',
		'prebuild-install warn install getaddrinfo ENOTFOUND github.com\ngyp ERR! stack Error: not found: make',
		/needs a C\+\+ compiler, make and Python 3\. Install them/,
	],
	['a proxy that opens TLS', 'npm error code SELF_SIGNED_CERT_IN_CHAIN', /NODE_EXTRA_CA_CERTS/],
])('%s: one line with the reason and what to do', (_, printed, said) => {
	expect(troubleIn(printed)).toMatch(said);
	expect(troubleIn(printed)).not.toContain('\n');
});

test('an unknown reason is left to what was printed', () => {
	expect(troubleIn('AssertionError: expected 1 to be 2')).toBeUndefined();
});
