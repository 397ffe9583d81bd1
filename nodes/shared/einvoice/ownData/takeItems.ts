import type { Invoice, Issue } from '../../invoice/schema';
import { PROVIDERS } from '../../invoice/schema';
import type { Steps } from '../../steps';
import { itemOfJson } from '../create';
import type { Gap } from '../gap';
import { withCodes } from './complete';
import { computed, type Defaults } from './compute';
import { contradictionsIn } from './contradictions';
import { ItemReader } from './fields';
import { notComputed } from './notComputed';
import { joined } from './rows';
import { shaped, withParties } from './shape';

type Fields = Record<string, unknown>;

/** What the node adds to each item. */
export interface Settings {
	/** Seller and buyer, by the names of their fields. */
	parties: Readonly<Record<string, Readonly<Fields>>>;
	references: Readonly<Record<string, string>>;
	defaults: Defaults;
	/** Of the workflow, such as `Europe/Berlin`. */
	zone: string;
}

export interface TakenItem {
	item: Invoice;
	/** Made by other nodes than those of this package: what is missing was computed. */
	isOwn: boolean;
	/** What could not be read or computed. */
	gaps: Gap[];
	/** What a person should look at; the file is written all the same. */
	issues: Issue[];
}

/** Our items name their provider, or null where a file was read. A provider of another name is the user's own field. */
const isOfPackage = (json: Readonly<Fields>): boolean =>
	json.provider === null || (PROVIDERS as readonly unknown[]).includes(json.provider);

/** The items of one invoice as an item of the normal form. Total: what cannot be read is a gap. */
export function* takeItems(rows: ReadonlyArray<Readonly<Fields>>, settings: Settings): Steps<TakenItem> {
	const [first = {}] = rows;
	const isOwn = rows.length > 1 || !isOfPackage(first);
	if (!isOwn) {
		const known = itemOfJson(withParties(first, settings.parties));
		if (known.ok) return { item: known.value, isOwn, gaps: [], issues: [] };
	}
	const { fields, issues } = rows.length > 1 ? joined(rows) : { fields: shaped(first), issues: [] };
	const reader = new ItemReader(settings.zone);
	const read = yield* reader.read(withParties(fields, settings.parties));
	if (!isOwn) return { item: read, isOwn, gaps: reader.gaps, issues };
	const references = { ...read.references, ...settings.references };
	const item = withCodes(yield* computed({ ...read, references }, settings.defaults));
	return {
		item,
		isOwn,
		gaps: [...reader.gaps, ...notComputed(item)],
		issues: [...issues, ...contradictionsIn(item)],
	};
}
