package io.relata.jobs.report;

/** How the page looks, by day and by night. */
final class PageStyle {

    static final String CSS = """
            :root { color-scheme: light dark; --paper: #ffffff; --ink: #1c2128; --faint: #5c6570; --line: #d5dae0;
              --panel: #f5f7f9; --good: #1a7f3c; --bad: #b3202e; --series-0: #2f67c8; --series-1: #b9571a;
              --series-2: #22804a; --series-3: #8249bd; --series-4: #bd3245; --series-5: #13798a; --series-6: #7d6e12;
              --series-7: #626b76; }
            @media screen and (prefers-color-scheme: dark) { :root { --paper: #14181d; --ink: #e4e8ed; --faint: #9aa4b0;
              --line: #363d46; --panel: #1d2229; --good: #5cc27c; --bad: #ff8088; --series-0: #7aa7f5;
              --series-1: #ec9a5f; --series-2: #63c08a; --series-3: #bd93ec; --series-4: #f0828f; --series-5: #5cc0d0;
              --series-6: #c9b852; --series-7: #a3adb9; } }
            body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
            main { max-width: 1000px; margin: 0 auto; padding: 1em; }
            h1, h2, h3, p, li, dt, dd, th, td, text { unicode-bidi: isolate; }
            h1, h2, h3, p, li, dd { overflow-wrap: anywhere; }
            h1 { margin: 0.5em 0 0; }
            h2 { margin: 2em 0 0.5em; border-bottom: 1px solid var(--line); }
            .facts { display: flex; flex-wrap: wrap; gap: 0.5em; }
            .facts div { background: var(--panel); padding: 0.5em 1em; border-radius: 6px; }
            dt { color: var(--faint); font-size: 0.85em; }
            dd { margin: 0; font-weight: 600; }
            .done strong { color: var(--good); }
            .failed strong, .failure { color: var(--bad); }
            .failure { border-left: 4px solid var(--bad); padding-left: 0.75em; white-space: pre-wrap; }
            .remark, .null { color: var(--faint); }
            .wide { overflow: auto; max-height: 32em; }
            table { border-collapse: collapse; }
            th, td { padding: 0.25em 0.5em; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line);
              font-weight: normal; white-space: pre-wrap; overflow-wrap: break-word; max-width: 30em; }
            thead th { font-weight: 600; background: var(--panel); position: sticky; top: 0; }
            a { color: var(--series-0); white-space: nowrap; }
            .number { white-space: nowrap; text-align: right; font-variant-numeric: tabular-nums; }
            .chart { display: block; width: 100%; max-width: 720px; height: auto; }
            .chart text { fill: var(--ink); font-size: 12px; }
            .chart .tick { fill: var(--faint); }
            .start { text-anchor: start; }
            .middle { text-anchor: middle; }
            .end { text-anchor: end; }
            .grid { stroke: var(--line); }
            .zero { stroke: var(--faint); }
            polyline { fill: none; stroke-width: 2; }
            .drawing.full { overflow: auto; max-height: 40em; margin-bottom: 1em; }
            .legend { display: flex; flex-wrap: wrap; gap: 0.25em 1.5em; list-style: none; padding: 0; }
            @media screen and (min-width: 1100px) { .drawing.full { position: relative; left: 50%; transform: translateX(-50%);
              width: max-content; min-width: 100%; max-width: calc(100vw - 4em); } }
            @media (max-width: 640px) { .drawing { overflow-x: auto; } .chart { min-width: 600px; } }
            @media print { body { font-size: 10pt; } main { max-width: none; } .wide, .drawing.full { overflow: visible; max-height: none; }
              thead th { position: static; } .tables { max-width: 100%; height: auto; } h2, h3 { break-after: avoid; } tr, svg { break-inside: avoid; } }
            .legend li::before { content: ""; display: inline-block; width: 0.8em; height: 0.8em; margin-right: 0.4em; }
            """ + series();

    private PageStyle() {}

    private static String series() {
        StringBuilder rules = new StringBuilder();
        for (int series = 0; series < ChartData.MOST_SERIES; series++) {
            String colour = "var(--series-" + series + ")";
            rules.append("rect.series-%d, circle.series-%d { fill: %s; }\n".formatted(series, series, colour))
                    .append("polyline.series-%d { stroke: %s; }\n".formatted(series, colour))
                    .append(".legend .series-%d::before { background: %s; }\n".formatted(series, colour));
        }
        return rules.toString();
    }
}
