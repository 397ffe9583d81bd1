const underWay = new Map<string, Promise<unknown>>();

/**
 * Shares one read among all callers with the same key while it is running. Nothing is cached: a later caller reads
 * again.
 *
 * @param key identifies what is read
 * @returns the result of `read`; if it rejects, all sharing callers get the same error
 */
export async function shareReading<T>(key: string, read: () => Promise<T>): Promise<T> {
	const found = underWay.get(key) as Promise<T> | undefined;
	if (found) return await found;
	const reading = read().finally(() => underWay.delete(key));
	underWay.set(key, reading);
	return await reading;
}
