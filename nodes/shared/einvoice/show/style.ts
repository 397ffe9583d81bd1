/** The style of the page on a screen, in a mail and on A4. Uses the reader's system fonts. */
export const STYLE = `* { box-sizing: border-box; margin: 0; padding: 0; }
body { background: #f2f2f2; color: #1a1a1a; font: 14px/1.45 "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 210mm; margin: 24px auto; padding: 15mm; background: #fff; overflow-x: auto; }
h1 { font-size: 24px; line-height: 1.2; margin-bottom: 20px; overflow-wrap: anywhere; }
h2 { font-size: 14px; margin-bottom: 4px; }
h3 { font-size: 13px; margin-top: 8px; }
dd, p, li, .wide { overflow-wrap: anywhere; }
dt, .party h2, figcaption { color: #5c5c5c; font-size: 12px; font-weight: normal; }
section { margin-top: 20px; }
.parties { display: flex; flex-wrap: wrap; gap: 20px; }
.party { flex: 1 1 180px; margin: 0; text-align: left; }
.name { font-weight: bold; }
.facts { display: flex; flex-wrap: wrap; gap: 10px 20px; margin: 20px 0; }
.facts div { flex: 0 1 calc(33.3% - 14px); min-width: 165px; }
.list div { display: flex; gap: 12px; }
.list dt { flex: 0 0 150px; padding-top: 1px; }
table { width: 100%; border-collapse: collapse; }
th { color: #5c5c5c; font-size: 12px; font-weight: normal; border-bottom: 1px solid #8c8c8c; vertical-align: bottom; }
th, td { padding: 4px 10px 4px 0; text-align: left; }
th:last-child, td:last-child { padding-right: 0; }
td { border-bottom: 1px solid #dcdcdc; vertical-align: top; overflow-wrap: break-word; }
.wide { width: 100%; }
.right { text-align: right; font-variant-numeric: tabular-nums; }
.short { white-space: nowrap; }
.breakdown .wide { width: auto; }
.totals { margin: 12px 0 0 auto; max-width: 360px; font-variant-numeric: tabular-nums; }
.totals div { display: flex; justify-content: space-between; gap: 20px; padding: 1px 0; }
.totals dt { color: inherit; font: inherit; }
.totals dd { text-align: right; }
.totals .main { margin-top: 4px; padding-top: 4px; border-top: 1px solid #8c8c8c; font-size: 16px; font-weight: bold; }
.payment { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 20px; }
.payment h2 { flex: 0 0 100%; }
.payment .list { flex: 1 1 300px; }
figure { width: 40mm; text-align: center; }
svg { display: block; width: 100%; }
.findings { padding-left: 20px; }
@page { size: A4; margin: 15mm; }
@media print {
	body { background: none; font-size: 10pt; }
	main { max-width: none; margin: 0; padding: 0; overflow: visible; }
	h1, h2, h3 { break-after: avoid; }
	thead { display: table-header-group; }
	tr, .fact, .totals, .party, figure, li { break-inside: avoid; }
	p { orphans: 3; widows: 3; }
}
@media (max-width: 600px) {
	main { margin: 0; padding: 16px; }
	.list div { display: block; }
	.lines .wide { min-width: 9em; }
}
`;
