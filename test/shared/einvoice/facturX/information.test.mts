import { momentOf } from '../../../../nodes/shared/einvoice/facturX/information';

test.each([
	["D:20260115102030+01'30'", '2026-01-15T10:20:30+01:30'],
	["D:20260115102030-08'00", '2026-01-15T10:20:30-08:00'],
	['D:20260115102030Z', '2026-01-15T10:20:30Z'],
	['D:2026', '2026-01-01T00:00:00'],
	['20260115', '2026-01-15T00:00:00'],
	['D:20261315', null],
	['yesterday', null],
	['', null],
])('%s is %s', (text, moment) => expect(momentOf(text)).toBe(moment));
