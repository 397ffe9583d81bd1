/** What has become of the events of a burst. */

/** By the id of the event. */
export interface Events {
	/** The status of the answer, or null without one. */
	answers: ReadonlyMap<string, number | null>;
	/** For each execution in which the event got to the end of its workflow. */
	completed: readonly string[];
	/** In an execution that has not ended. */
	unfinished: ReadonlySet<string>;
}

export interface Arrived {
	/** Events that n8n did not answer with 200, by answer. */
	refused: Map<number | null, number>;
	/** Accepted, but neither at the end nor in an execution that has not ended. */
	lost: number;
	/** Accepted, and in an execution that hangs. */
	unfinished: number;
	/** More than once at the end. */
	doubled: number;
}

/** Counts events, so that a lost one and a doubled one do not cancel each other. */
export function arrived({ answers, completed, unfinished }: Events): Arrived {
	const refused = new Map<number | null, number>();
	const times = new Map<string, number>();
	// The workflow has had other events, too.
	for (const id of completed) if (answers.has(id)) times.set(id, (times.get(id) ?? 0) + 1);
	const missing: string[] = [];
	for (const [id, status] of answers) {
		if (status !== 200) refused.set(status, (refused.get(status) ?? 0) + 1);
		else if (!times.has(id)) missing.push(id);
	}
	const hanging = missing.filter((id) => unfinished.has(id)).length;
	return {
		refused,
		lost: missing.length - hanging,
		unfinished: hanging,
		doubled: [...times.values()].filter((count) => count > 1).length,
	};
}
