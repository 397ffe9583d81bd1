/**
 * Compares addresses by value: `::ffff:20.103.56.175`, `::ffff:1467:38af` and `20.103.56.175` are the same. An entry is
 * an address or a CIDR range. Has its own parser because n8n's rules forbid the `net` module in nodes.
 */
export function isAllowedAddress(remoteAddress: string, allowList: readonly string[]): boolean {
	const entries = allowList.map((entry) => entry.trim()).filter((entry) => entry !== '');
	if (entries.length === 0) return true;
	const address = parseAddress(remoteAddress.trim());
	if (address === null) return false;
	return entries.some((entry) => {
		const range = parseRange(entry);
		return range !== null && address >> range.hostBits === range.network;
	});
}

/** Entries that are neither an address nor a range, for the error message. */
export function invalidEntries(allowList: readonly string[]): string[] {
	return allowList.map((entry) => entry.trim()).filter((entry) => entry !== '' && parseRange(entry) === null);
}

/** The entries of a text field, separated by commas, spaces or line breaks. */
export function addressEntries(field: string): string[] {
	return field.split(/[\s,]+/).filter((entry) => entry !== '');
}

function parseRange(entry: string): { network: bigint; hostBits: bigint } | null {
	const [base = '', bits, ...rest] = entry.split('/');
	const address = parseAddress(base);
	if (address === null || rest.length > 0) return null;
	const width = base.includes(':') ? 128 : 32;
	if (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > width)) return null;
	const hostBits = BigInt(width - Number(bits ?? width));
	return { network: address >> hostBits, hostBits };
}

/** An address as a 128-bit number, IPv4 mapped into IPv6; null for anything else. */
function parseAddress(text: string): bigint | null {
	const ipv4 = parseIpv4(text);
	if (ipv4 !== null) return (0xffffn << 32n) | ipv4;
	if (!/^[0-9A-Fa-f:.]+$/.test(text) || !text.includes(':')) return null;

	const lastColon = text.lastIndexOf(':');
	let groupsText = text;
	if (text.includes('.')) {
		const tail = parseIpv4(text.slice(lastColon + 1));
		if (tail === null) return null;
		groupsText = `${text.slice(0, lastColon + 1)}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`;
	}
	const halves = groupsText.split('::');
	if (halves.length > 2) return null;
	const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
	const missing = 8 - head.length - tail.length;
	if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
	const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
	if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return null;
	return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

function parseIpv4(text: string): bigint | null {
	const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
	if (!match) return null;
	const parts = match.slice(1);
	if (parts.some((part) => Number(part) > 255 || (part.length > 1 && part.startsWith('0')))) return null;
	return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}
