import { srgbProfile } from '../../../../nodes/shared/einvoice/facturX/srgb';

const profile = srgbProfile();
const tags = Array.from({ length: profile.readUInt32BE(128) }, (_, index) => {
	const at = 132 + index * 12;
	return {
		name: profile.toString('latin1', at, at + 4),
		start: profile.readUInt32BE(at + 4),
		size: profile.readUInt32BE(at + 8),
	};
});

test('the profile says its size and what it is for', () => {
	expect(profile.readUInt32BE(0)).toBe(profile.length);
	expect(profile.toString('latin1', 12, 24)).toBe('mntrRGB XYZ ');
	expect(profile.toString('latin1', 36, 40)).toBe('acsp');
});

test('it has the tags that a profile of a display must have, each inside of it and at a multiple of four', () => {
	expect(tags.map(({ name }) => name).sort()).toEqual(
		['desc', 'cprt', 'wtpt', 'rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC'].sort(),
	);
	for (const { start, size } of tags) {
		expect(start % 4).toBe(0);
		expect(start + size).toBeLessThanOrEqual(profile.length);
	}
});

test('the primaries come to the white of the profile connection space', () => {
	const at = (name: string) => tags.find((tag) => tag.name === name)!.start + 8;
	for (const [index, white] of [0.9642, 1, 0.8249].entries()) {
		const sum = ['rXYZ', 'gXYZ', 'bXYZ'].reduce(
			(total, name) => total + profile.readInt32BE(at(name) + index * 4) / 65536,
			0,
		);
		expect(sum).toBeCloseTo(white, 3);
	}
});
