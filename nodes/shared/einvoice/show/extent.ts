import type { View } from './view';

/** What decides how much work it is to lay out texts. */
export interface Extent {
	characters: number;
	lineBreaks: number;
}

/** The extent of all texts of a view. Counted before they are laid out: a stranger's invoice may have millions of lines. */
export function extentOf(view: View): Extent {
	const extent: Extent = { characters: 0, lineBreaks: 0 };
	const open: unknown[] = [view];
	while (open.length > 0) {
		const at = open.pop();
		if (typeof at === 'string') add(extent, at);
		// One by one: spreading a long list into arguments would overflow the stack.
		else if (typeof at === 'object' && at !== null) for (const inner of Object.values(at)) open.push(inner);
	}
	return extent;
}

function add(extent: Extent, text: string): void {
	extent.characters += text.length;
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) extent.lineBreaks++;
}

export const isWithin = ({ characters, lineBreaks }: Extent, most: Extent): boolean =>
	characters <= most.characters && lineBreaks <= most.lineBreaks;
