/**
 * An ICC profile (ICC.1:2001-04) for sRGB, computed from the figures of IEC 61966-2-1, so that no third-party file with
 * its own licence has to be shipped.
 */
const TRC_POINTS = 256;

const fixed = (value: number): Buffer => {
	const bytes = Buffer.alloc(4);
	bytes.writeInt32BE(Math.round(value * 65536));
	return bytes;
};
const uint32 = (value: number): Buffer => {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value);
	return bytes;
};
const zeros = (count: number) => Buffer.alloc(count);
const ascii = (text: string) => Buffer.from(text, 'latin1');

const xyz = (x: number, y: number, z: number) => Buffer.concat([fixed(x), fixed(y), fixed(z)]);
const xyzTag = (x: number, y: number, z: number) => Buffer.concat([ascii('XYZ '), zeros(4), xyz(x, y, z)]);

/** The white point of the profile connection space, and the primaries adapted to it. */
const D50 = [0.9642, 1, 0.8249] as const;

function descriptionTag(text: string): Buffer {
	const written = ascii(`${text}\0`);
	return Buffer.concat([ascii('desc'), zeros(4), uint32(written.length), written, zeros(8 + 3 + 67)]);
}

/** The function from colour values to linear light. */
function curveTag(): Buffer {
	const table = Buffer.alloc(TRC_POINTS * 2);
	for (let index = 0; index < TRC_POINTS; index++) {
		const value = index / (TRC_POINTS - 1);
		const light = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
		table.writeUInt16BE(Math.round(light * 65535), index * 2);
	}
	return Buffer.concat([ascii('curv'), zeros(4), uint32(TRC_POINTS), table]);
}

export function srgbProfile(): Buffer {
	const curve = curveTag();
	const tags: Array<[name: string, content: Buffer]> = [
		['desc', descriptionTag('sRGB IEC61966-2.1')],
		['cprt', Buffer.concat([ascii('text'), zeros(4), ascii('No copyright, use freely\0')])],
		['wtpt', xyzTag(...D50)],
		['rXYZ', xyzTag(0.43607, 0.22249, 0.01392)],
		['gXYZ', xyzTag(0.38515, 0.71687, 0.09708)],
		['bXYZ', xyzTag(0.14307, 0.06061, 0.7141)],
		['rTRC', curve],
		['gTRC', curve],
		['bTRC', curve],
	];
	const chunks: Buffer[] = [];
	const places = new Map<Buffer, number>();
	let at = 128 + 4 + tags.length * 12;
	for (const [, content] of tags) {
		if (places.has(content)) continue;
		places.set(content, at);
		const padded = Buffer.concat([content, zeros((4 - (content.length % 4)) % 4)]);
		chunks.push(padded);
		at += padded.length;
	}
	const directory = tags.map(([name, content]) =>
		Buffer.concat([ascii(name), uint32(places.get(content)!), uint32(content.length)]),
	);
	return Buffer.concat([header(at), uint32(tags.length), ...directory, ...chunks]);
}

function header(size: number): Buffer {
	const bytes = Buffer.alloc(128);
	bytes.writeUInt32BE(size, 0);
	bytes.writeUInt32BE(0x02100000, 8);
	bytes.write('mntrRGB XYZ ', 12, 'latin1');
	for (const [index, part] of [2026, 1, 1, 0, 0, 0].entries()) bytes.writeUInt16BE(part, 24 + index * 2);
	bytes.write('acsp', 36, 'latin1');
	xyz(...D50).copy(bytes, 68);
	return bytes;
}
