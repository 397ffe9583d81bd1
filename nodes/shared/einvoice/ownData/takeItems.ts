import type { Invoice, Issue } from '../../invoice/schema';
import { invoiceSchema, PROVIDERS } from '../../invoice/schema';
import type { Steps } from '../../steps';
import { itemOfJson } from '../create';
import type { Gap } from '../gap';
import { withCodes } from './computed/complete';
import { computed, type Defaults } from './computed/compute';
import { contradictionsIn } from './computed/contradictions';
import { Columns } from './columns';
import { ItemReader } from './fields';
import { noteNames, NO_NAMES, type Names } from './misnamed';
import { ambiguous } from './computed/ambiguous';
import { notAssumed, notComputed } from './computed/notComputed';
import { isOfAmount, joined } from './rows';
import { shaped, withParties } from './shape';
import { disagreeingTotals } from './totalsSaid';
import { iban, isBlank, isRecord } from './values/values';

type Fields = Record<string, unknown>;

/** Settings of the node that apply to each item. */
export interface Settings {
	/** Seller and buyer, by field name. */
	parties: Readonly<Record<string, Readonly<Fields>>>;
	references: Readonly<Record<string, string>>;
	defaults: Defaults;
	/** Time zone of the workflow, such as `Europe/Berlin`. */
	zone: string;
}

export interface TakenItem {
	item: Invoice;
	/** Whether the items come from other nodes than ours, so that missing values were computed. */
	isOwn: boolean;
	/** What could not be read or computed. */
	gaps: Gap[];
	/** For a person to review; the file is written nevertheless. */
	issues: Issue[];
	/** Names in a user's own item that are not those of fields. */
	names: Names;
}

/**
 * Our items have the name of a provider or, for a file that was read or created, null. A user's own item may have a field
 * of that name, such as the one that collects its payment, but not the records beside it.
 */
const isOfPackage = (json: Readonly<Fields>): json is Fields & Pick<Invoice, 'provider'> =>
	(json.provider === null || (PROVIDERS as readonly unknown[]).includes(json.provider)) &&
	((isRecord(json.totals) && Array.isArray(json.lines)) ||
		isRecord(json.event) ||
		isRecord(json.document) ||
		(isRecord(json.references) && Array.isArray(json.issues)));

/** The issues of an item in which another field has an unexpected type. */
const issuesIn = ({ issues }: Readonly<Fields>): Issue[] =>
	(Array.isArray(issues) ? issues : []).flatMap((issue) => {
		const { success, data } = invoiceSchema.shape.issues.element.safeParse(issue);
		return success ? data : [];
	});

/** The parties with the seller's IBAN in its form, and a gap if it is none: in an item of ours, nothing else is read. */
function withAccount({ parties, zone }: Settings): Pick<Settings, 'parties'> & { gaps: Gap[] } {
	const { seller } = parties;
	if (seller === undefined || isBlank(seller.iban)) return { parties, gaps: [] };
	const reading = iban(seller.iban, zone);
	if ('problem' in reading) {
		const gap = { rule: 'BT-84', path: 'payment.iban', message: reading.problem, isTolerated: false };
		return { parties, gaps: [gap] };
	}
	return { parties: { ...parties, seller: { ...seller, iban: reading.value } }, gaps: [] };
}

/**
 * What a user has changed in an item that Create or Read has output: the sums are kept, so that figures may disagree, and
 * a name that is no field is not written.
 */
function editsOf(json: Readonly<Fields>, item: Invoice): Pick<TakenItem, 'issues' | 'names'> {
	if (item.provider !== null) return { issues: [], names: NO_NAMES };
	const columns = new Columns();
	noteNames(json, columns);
	const known = new Set(item.issues.map(({ code, path }) => `${code} ${path}`));
	const issues = contradictionsIn(item).filter(({ code, path }) => !known.has(`${code} ${path}`));
	return { issues, names: columns };
}

const OF_ROWS = { rule: 'EN 16931', isTolerated: false };

/** Combines the items of one invoice into the normal form. Never throws: what cannot be read is a gap. */
export function* takeItems(rows: ReadonlyArray<Readonly<Fields>>, settings: Settings): Steps<TakenItem> {
	const [first = {}] = rows;
	const isOwn = rows.length > 1 || !isOfPackage(first);
	if (!isOwn) {
		const { parties, gaps } = withAccount(settings);
		const known = itemOfJson(withParties(first, parties));
		if (known.ok) return { item: known.value, isOwn, gaps, ...editsOf(first, known.value) };
	}
	const columns = new Columns();
	const { fields, issues: differences } =
		rows.length > 1
			? yield* joined(rows, settings.zone, columns)
			: { fields: shaped(first, columns), issues: [] };
	const reader = new ItemReader(settings.zone, columns);
	const complete = withParties(fields, settings.parties);
	const read = yield* reader.read(complete);
	if (!isOwn) {
		const item = { ...read, provider: first.provider, issues: issuesIn(first) };
		return { item, isOwn, gaps: reader.gaps, issues: differences, names: NO_NAMES };
	}
	noteNames(complete, columns);
	const references = { ...read.references, ...settings.references };
	const item = withCodes(yield* computed({ ...read, references }, settings.defaults));
	return {
		item,
		isOwn,
		gaps: [
			...reader.gaps,
			...differences
				.filter(({ path }) => isOfAmount(path))
				.map(({ path, message }) => ({ ...OF_ROWS, path, message })),
			...notComputed(item),
			...ambiguous(read, item),
			...notAssumed(item),
			...disagreeingTotals(complete, item),
		],
		issues: [...differences.filter(({ path }) => !isOfAmount(path)), ...contradictionsIn(item)],
		names: columns,
	};
}
