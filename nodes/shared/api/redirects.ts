import type { ApiContext } from './context';
import { parseUrl } from './origin';
import type { Failure } from './response/outcome';

/** Why a redirect to an address outside the credential is not followed; null for public, encrypted addresses. */
export async function objectionTo(this: ApiContext, url: string): Promise<Failure | null> {
	const target = parseUrl(url);
	const objection = (why: string, passing = false): Failure => ({
		message: `it redirects to ${target?.host ?? ''}, ${why}`,
		passing,
	});
	if (target?.protocol !== 'https:' || target.username !== '' || target.password !== '') {
		return objection('which is not allowed');
	}
	if (isBareAddress(target)) return objection('which is an address without a name');
	// Missing in n8n before 2.30.
	const { getSecureEgressFilter } = this.helpers as Partial<typeof this.helpers>;
	if (getSecureEgressFilter === undefined) return objection('which only a newer n8n can check: update n8n');
	try {
		const permitted = await getSecureEgressFilter('enforced').validateUrl(target);
		return permitted.ok ? null : objection('which is not a public host');
	} catch {
		return objection('a host name that could not be looked up', true);
	}
}

/**
 * Whether a host is an IP address. No provider stores files at one, and n8n's own filter of private addresses misses
 * some forms that lead to them: `::`, the carriers' 100.64.0.0/10, and IPv4 inside IPv6 by NAT64 or 6to4.
 */
const isBareAddress = ({ hostname }: URL): boolean => /^\[|^[\d.]+$/.test(hostname);
