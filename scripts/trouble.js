/**
 * Explains in one line why a command failed and what to do. Plain JavaScript without dependencies, because
 * `scripts/run.mjs` needs it before any are installed.
 */

const CACHE = 'N8N_NODES_INVOICES_CACHE';

/** The first match counts: a full disk, for one, breaks compilers too. */
const KINDS = [
	{
		signs: /\bENOSPC\b|no space left on device|SQLITE_FULL|database or disk is full|\bEDQUOT\b/i,
		line: `The disk is full. Free some space: node_modules needs about 1 GB, and n8n about 3 GB in ~/.cache. To put n8n on another disk, set ${CACHE} to a folder there.`,
	},
	{
		// Node.js reports ENOENT if it cannot create parent folders.
		signs: /\b(EROFS|EACCES|EPERM)\b|read-only file system|ENOENT: [^\n]*, mkdir '/i,
		line: (text) =>
			`${pathIn(text) ?? 'A folder'} cannot be written. Give your user write access, or set other folders: npm_config_cache for npm, ${CACHE} for n8n, TMPDIR for temporary files.`,
	},
	{
		signs:
			/gyp ERR! find Python|not found: make|make: (?:command )?not found|`?make`? (failed|not found)|make: (g\+\+|c\+\+|gcc|cc)|(g\+\+|c\+\+): (not found|No such file)|find VS/i,
		line: "n8n's database driver must be compiled here, which needs a C++ compiler, make and Python 3. Install them (Debian: apt-get install g++ make python3), or give this machine access to github.com, which has a compiled one.",
	},
	{
		signs:
			/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EIDLETIMEOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENETDOWN|E407)\b/,
		line: (text) =>
			`${hostIn(text) ?? 'The npm registry'} cannot be reached. Connect this machine to the internet; behind a proxy, set HTTPS_PROXY. Everything is downloaded only once.`,
	},
	{
		signs: /\b(CERT_[A-Z_]+|SELF_SIGNED_CERT[A-Z_]*|UNABLE_TO_[A-Z_]+)\b/,
		line: "The server's certificate is not trusted. If a proxy intercepts TLS here, set NODE_EXTRA_CA_CERTS to the file with its certificate.",
	},
];

/**
 * @param {string} text output of a program, or an error message
 * @returns {string | undefined} undefined if the reason is unknown
 */
function troubleIn(text) {
	const kind = KINDS.find(({ signs }) => signs.test(text));
	return typeof kind?.line === 'function' ? kind.line(text) : kind?.line;
}

/** The path in `npm error path …`, or in messages of Node.js: `EROFS: read-only file system, mkdir '…'`. */
const pathIn = (text) =>
	/(?:EROFS|EACCES|EPERM|ENOENT):[^\n]*?, \w+ '([^'\n]+)'/.exec(text)?.[1] ??
	/^npm (?:error|ERR!) path (.+)$/m.exec(text)?.[1];

/** The server that Node.js could not find or reach. */
const hostIn = (text) =>
	/(?:ENOTFOUND |EAI_AGAIN |getaddrinfo \w+ |for host `)([\w.-]+\.[a-z]+)/.exec(text)?.[1];

module.exports = { troubleIn };
