const underWay = new Map<string, Promise<unknown>>();

/**
 * Shares one reading among all who ask for the same while it is under way. Nothing is kept: whoever asks after its end
 * reads again.
 *
 * @param key what is read
 * @returns what `read` gives; where it rejects, all who share it see the same error
 */
export async function shareReading<T>(key: string, read: () => Promise<T>): Promise<T> {
	const found = underWay.get(key) as Promise<T> | undefined;
	if (found) return await found;
	const reading = read().finally(() => underWay.delete(key));
	underWay.set(key, reading);
	return await reading;
}
