import { Z_NO_FLUSH, Z_OK, Z_STREAM_END, zlibInflate, zlibInflateInit2, ZStream } from 'pako';
import { PRICE, type Budget } from '../budget';

// The only module that imports pako: the build bundles the library into it, because n8n provides none. The platform's
// DecompressionStream discards data with a wrong checksum, a missing end or trailing bytes, which other PDF readers
// accept, and it cannot be stopped midway.

/** The output of a filter. */
export interface Decoded {
	bytes: Buffer;
	/** Whether the output was cut at the limit. */
	isCut: boolean;
}

/** Raw deflate, without header and checksum (RFC 1951), so that a wrong checksum does not discard the content. */
const RAW = -15;
const PIECE = 64 * 1024;
/** At most so much is taken without a pause: a block may put out nothing. */
const INPUT = 16 * 1024;

/**
 * Inflates zlib data (RFC 1950), with or without its header, until an error, `limit` bytes or the end of the budget.
 * Null when there is no output.
 */
export async function inflate(packed: Buffer, limit: number, budget: Budget): Promise<Decoded | null> {
	if (packed.length === 0) return { bytes: packed, isCut: false };
	const hasHeader = ((packed[0] ?? 0) & 0x0f) === 8;
	const content = await inflateRaw(hasHeader ? packed.subarray(2) : packed, limit, budget);
	return content ?? (hasHeader ? await inflateRaw(packed, limit, budget) : null);
}

async function inflateRaw(packed: Buffer, limit: number, budget: Budget): Promise<Decoded | null> {
	if (!budget.spend(PRICE.inflate)) return null;
	const stream = new ZStream();
	if (zlibInflateInit2(stream, RAW) !== Z_OK) return null;
	const pieces: Buffer[] = [];
	let size = 0;
	let [isCut, isEnded] = [false, false];
	stream.input = packed;
	stream.next_in = 0;
	const takePiece = () => {
		stream.output = Buffer.allocUnsafe(Math.min(PIECE, 8 * packed.length + 64, limit - size + 1));
		stream.next_out = 0;
		stream.avail_out = stream.output.length;
	};
	const finishPiece = () => pieces.push((stream.output as Buffer).subarray(0, stream.next_out));
	takePiece();
	for (;;) {
		if (stream.avail_in === 0) stream.avail_in = Math.min(INPUT, packed.length - stream.next_in);
		const [input, output] = [stream.next_in, stream.next_out];
		const status = zlibInflate(stream, Z_NO_FLUSH);
		const [taken, made] = [stream.next_in - input, stream.next_out - output];
		const paid = budget.spend(taken + made * PRICE.output + Math.max(0, taken - made) * PRICE.nothing + 1);
		size += made;
		isCut = size > limit || !paid;
		isEnded = status === Z_STREAM_END;
		const isFull = stream.avail_out === 0;
		// A full piece means that more may follow; an end, an error and missing input leave the piece partly filled.
		if (isCut || status !== Z_OK || (!isFull && stream.next_in === packed.length)) break;
		if (isFull) {
			finishPiece();
			takePiece();
		}
		await budget.pause();
	}
	finishPiece();
	if (size === 0 && !isEnded) return null;
	return { bytes: Buffer.concat(pieces, Math.min(size, limit)), isCut };
}
