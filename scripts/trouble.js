/**
 * Explains in one line why a command failed and what to do. Plain JavaScript without dependencies, because
 * `scripts/run.mjs` needs it before any are installed.
 */

const CACHE = 'N8N_NODES_INVOICES_CACHE';

/** The first match counts: a full disk, for one, breaks compilers too. */
const KINDS = [
	{
		signs: /\bENOSPC\b|no space left on device|SQLITE_FULL|database or disk is full|\bEDQUOT\b/i,
		line: `The disk is full. Free some space: node_modules takes about 1 GB, and n8n 3 GB in ~/.cache, which the variable ${CACHE} moves to another disk.`,
	},
	{
		// Node.js reports ENOENT if it cannot create parent folders.
		signs: /\b(EROFS|EACCES|EPERM)\b|read-only file system|ENOENT: [^\n]*, mkdir '/i,
		line: (text) =>
			`${pathIn(text) ?? 'A folder'} cannot be written. Let your user write there, or name other folders: npm_config_cache for npm's, ${CACHE} for n8n's, TMPDIR for temporary files.`,
	},
	{
		signs:
			/gyp ERR! find Python|not found: make|`?make`? (failed|not found)|make: (g\+\+|c\+\+|gcc|cc)|(g\+\+|c\+\+): (not found|No such file)|find VS/i,
		line: "n8n's database driver must be compiled here, which needs a C++ compiler, make and Python 3. Install them (Debian: apt-get install g++ make python3), or let this machine reach github.com, which has it ready-made.",
	},
	{
		signs:
			/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENETDOWN)\b/,
		line: (text) =>
			`${hostIn(text) ?? 'The registry of npm'} cannot be reached. Connect this machine to the internet; behind a proxy, set HTTPS_PROXY. Once installed, nothing is fetched again.`,
	},
	{
		signs: /\b(CERT_[A-Z_]+|SELF_SIGNED_CERT[A-Z_]*|UNABLE_TO_[A-Z_]+)\b/,
		line: 'The certificate of the server is not trusted. If a proxy opens TLS here, name its certificate in NODE_EXTRA_CA_CERTS.',
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
const hostIn = (text) => /(?:ENOTFOUND|EAI_AGAIN|getaddrinfo \w+) ([\w.-]+\.[a-z]+)/.exec(text)?.[1];

module.exports = { troubleIn };
