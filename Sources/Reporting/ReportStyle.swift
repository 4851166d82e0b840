/// How the page looks: a column of text in the system's own type, light or dark as the reader's system is, on paper without
/// what is folded.
enum ReportStyle {
  static let css = """
    :root {
      color-scheme: light dark;
      --paper: #fdfdfc; --ink: #1c1f23; --soft: #5a616a; --line: #d8dbdf; --faint: #eceef0; --tint: #f4f5f4; --link: #0a5c8c;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #15171a; --ink: #e3e5e8; --soft: #a0a7b0; --line: #3a3f46; --faint: #292d33; --tint: #1d2024; --link: #84c3ec;
      }
    }
    *, ::before, ::after { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0 auto; max-width: 58rem; padding: 2.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
      font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
      overflow-wrap: break-word;
    }
    h1, h2, h3, summary, th, dt { text-wrap: balance; }
    h1 { margin: 0; font-size: 2rem; line-height: 1.2; letter-spacing: -0.01em; overflow-wrap: anywhere; }
    h2 { margin: 3rem 0 1rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 1.35rem; line-height: 1.3; }
    h3 { margin: 1.75rem 0 0.5rem; font-size: 1.05rem; line-height: 1.35; overflow-wrap: anywhere; }
    p, ul, dl, figure, pre { margin: 0 0 1rem; }
    a { color: var(--link); text-underline-offset: 0.15em; }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
    .kind { margin: 0 0 0.25rem; color: var(--soft); font-size: 0.85rem; }
    .lead { margin: 0.5rem 0 1rem; font-size: 1.1rem; }
    nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0; padding: 0; list-style: none; font-size: 0.9rem; }
    .answer { padding: 0; list-style: none; }
    .answer li { margin: 0 0 0.6rem; padding-left: 0.9rem; border-left: 3px solid var(--line); }
    .answer strong { overflow-wrap: anywhere; }
    .note, .missing { color: var(--soft); font-size: 0.875rem; }
    .missing { padding: 0.75rem 1rem; border: 1px dashed var(--line); }

    .scroll { margin: 0.75rem 0 1.25rem; overflow-x: auto; }
    .scroll.tall { max-height: 32rem; overflow-y: auto; border-bottom: 1px solid var(--line); }
    .tall thead { position: sticky; top: 0; background: var(--paper); }
    table { min-width: min(100%, 26rem); border-collapse: collapse; font-size: 0.85rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
    caption { max-width: calc(100vw - 2rem); padding: 0 0 0.4rem; color: var(--soft); text-align: start; text-wrap: pretty; }
    th, td { padding: 0.3rem 0.6rem; text-align: start; vertical-align: baseline; }
    .n { white-space: nowrap; }
    tbody th[scope=row] { min-width: min(8rem, 28vw); max-width: min(18rem, 45vw); overflow-wrap: anywhere; }
    td:not(.n) { min-width: 8rem; }
    th:first-child, td:first-child { padding-left: 0; }
    th:last-child, td:last-child { padding-right: 0; }
    th { font-weight: 600; }
    tbody th[scope=row] { font-weight: 400; }
    thead th, thead th.n {
      vertical-align: bottom; border-bottom: 1px solid var(--ink); white-space: normal; overflow-wrap: break-word;
    }
    thead th:not(:first-child) { max-width: 9rem; }
    .spans th { padding-bottom: 0.15rem; border-bottom: 1px solid var(--line); color: var(--soft); font-weight: 400; text-align: center; }
    tbody tr + tr > * { border-top: 1px solid var(--faint); }
    tbody tr:last-child > * { border-bottom: 1px solid var(--line); }
    .group th { padding-top: 0.9rem; font-weight: 600; }
    .n { text-align: end; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

    figure { margin: 2rem 0 2.5rem; }
    .on-paper { display: none; }
    figure h3 { margin-top: 0; }
    .picture { max-width: 38rem; margin: 0 auto; }
    .picture svg { display: block; width: 100%; height: auto; }
    .picture text, .picture tspan { font-family: "Liberation Sans", Arial, Helvetica, sans-serif; }
    figcaption { margin: 0.5rem 0; color: var(--soft); font-size: 0.9rem; }

    summary { cursor: pointer; font-size: 0.9rem; color: var(--link); }
    .cell { border-bottom: 1px solid var(--line); }
    .cell > summary { padding: 0.6rem 0; color: inherit; }
    .cell > summary h3 { display: inline; margin: 0; }
    .cell > summary span { color: var(--soft); }
    details[open] > summary { margin-bottom: 0.75rem; }

    .facts { border-top: 1px solid var(--line); }
    .facts div { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 0 1rem; padding: 0.35rem 0; border-bottom: 1px solid var(--faint); }
    .facts dt { color: var(--soft); }
    dd { margin: 0; overflow-wrap: anywhere; }
    .terms dt { font-weight: 600; }
    .terms dd { margin: 0 0 0.75rem; }
    code, pre { font: 0.85rem/1.5 ui-monospace, SFMono-Regular, Consolas, "Liberation Mono", monospace; }
    pre { padding: 0.75rem 1rem; overflow: auto; max-height: 32rem; background: var(--tint); border: 1px solid var(--faint); border-radius: 4px; }

    @media (max-width: 34rem) {
      body { padding-top: 1.5rem; }
      h1 { font-size: 1.6rem; }
      .facts div { grid-template-columns: minmax(0, 1fr); }
    }
    @media print {
      :root { --paper: #fff; --ink: #000; --soft: #444; --line: #999; --faint: #ccc; --tint: #fff; --link: #000; }
      @page { margin: 18mm 16mm; }
      body { max-width: none; padding: 0; font-size: 10pt; }
      nav, details:not([open]), details > summary:only-child { display: none; }
      h2, h3, caption, summary { break-after: avoid; }
      h2 + *, h3 + * { break-before: avoid; }
      figure, .picture, tr, .answer li, .facts div { break-inside: avoid; }
      figure { margin: 1rem 0 1.5rem; }
      figcaption, .note { margin: 0.2rem 0; font-size: 8.5pt; }
      .on-paper { display: block; }
      thead { display: table-header-group; }
      .tall thead { position: static; }
      .scroll, .scroll.tall, pre { max-height: none; overflow: visible; }
      table { width: 100%; min-width: 0; font-size: 7.5pt; }
      caption { max-width: none; }
      th, td {
        min-width: 0 !important; max-width: none !important; padding: 0.15rem 0.3rem; white-space: normal !important;
        overflow-wrap: anywhere !important;
      }
      td.n { overflow-wrap: break-word !important; }
      thead th { min-width: 3.4rem !important; }
      tbody th[scope=row] { min-width: 5rem !important; max-width: 16rem !important; }
      figure thead th, figure tbody th[scope=row] { min-width: 0 !important; }
      figure td.n { overflow-wrap: anywhere !important; }
      pre { white-space: pre-wrap; }
      .picture { max-width: 13cm; }
      .picture svg { max-height: 20cm; }
    }
    """
}
