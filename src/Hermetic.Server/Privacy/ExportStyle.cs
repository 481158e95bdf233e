namespace Hermetic.Server.Privacy;

/// <summary>The product's look for the page of a download and for what is downloaded, as inline style sheets.</summary>
internal static class ExportStyle
{
    /// <summary>Colours, type and space; light, dark and printed.</summary>
    internal static ReadOnlySpan<byte> Tokens => """
        :root { color-scheme: light dark; --paper: #FAF9F6; --raised: #FFFFFF; --ink: #1B1E25; --ink-2: #525866;
          --line: #E4E1DA; --accent: #3347B0; --failing: #B3261E; --on-accent: #FFFFFF; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #14161B; --raised: #1C1F26; --ink: #ECEDEF; --ink-2: #B3B8C2; --line: #2C3038;
            --accent: #9AA8F5; --failing: #F2857D; --on-accent: #14161B; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif;
          font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
        main { max-width: 70ch; margin: 0 auto; padding: 32px 16px 48px; }
        h1 { font-size: 25px; line-height: 1.25; margin: 0 0 8px; }
        h2 { font-size: 20px; line-height: 1.25; margin: 32px 0 12px; }
        p { margin: 0 0 12px; } a { color: var(--accent); } small { font-size: 13px; color: var(--ink-2); }
        """u8;

    /// <summary>Of the copy itself.</summary>
    internal static ReadOnlySpan<byte> Document => """
        .made { color: var(--ink-2); }
        dl { display: grid; grid-template-columns: minmax(9ch, max-content) 1fr; gap: 4px 16px; margin: 0; }
        dt { color: var(--ink-2); } dd { margin: 0; }
        ul { margin: 0; padding-left: 20px; }
        .chat { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
        .chat li { max-width: 85%; padding: 8px 12px; border: 1px solid var(--line); border-radius: 10px;
          background: var(--raised); white-space: pre-wrap; }
        .in { justify-self: end; } .out { justify-self: start; }
        .note, .foot, .buttons { display: block; } .button { color: var(--accent); font-size: 14px; margin-right: 8px; }
        dt::first-letter, .note::first-letter, .foot::first-letter { text-transform: uppercase; }
        pre { font-size: 13px; white-space: pre-wrap; border: 1px solid var(--line); border-radius: 6px; padding: 12px; }
        @media print {
          :root { --paper: #FFFFFF; --raised: #FFFFFF; --ink: #000000; --ink-2: #444444; --accent: #000000; }
          main { max-width: none; padding: 0; } .chat li { break-inside: avoid; } h2 { break-after: avoid; } }
        """u8;

    /// <summary>Of the page with a certificate, beside <see cref="Page"/>.</summary>
    internal static ReadOnlySpan<byte> Certificate => """
        form button { margin-top: 4px; }
        pre { font-size: 13px; white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line);
          border-radius: 6px; padding: 12px; background: var(--raised); }
        """u8;

    /// <summary>Of the page that asks for the code.</summary>
    internal static ReadOnlySpan<byte> Page => """
        main { max-width: 32rem; padding-top: 12vh; }
        form { background: var(--raised); border: 1px solid var(--line); border-radius: 10px; padding: 24px;
          margin: 24px 0; }
        label { display: block; font-size: 14px; margin-bottom: 4px; }
        input { width: 100%; font: 20px ui-monospace, monospace; letter-spacing: 0.08em; text-transform: uppercase;
          padding: 8px 12px; border: 1px solid var(--ink-2); border-radius: 6px; background: var(--paper);
          color: var(--ink); }
        ::placeholder { color: var(--ink-2); opacity: 1; }
        button { margin-top: 16px; width: 100%; font: 600 16px system-ui, sans-serif; padding: 12px; border: 0;
          border-radius: 6px; background: var(--accent); color: var(--on-accent); cursor: pointer; }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        .failing { color: var(--failing); font-weight: 600; }
        .foot { font-size: 14px; color: var(--ink-2); }
        """u8;
}
