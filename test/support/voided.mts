/** Events of void documents, which each provider that has them lists: `test/support/<Provider>/voided.mts`. */
export interface VoidedEvent {
	event: string;
	/** A sample of the event, or of one that becomes it by the members below. */
	file: string;
	/** Where the document is in the event. */
	path: readonly string[];
	/** Members of the document that differ from the sample's. */
	members: Record<string, unknown>;
}
