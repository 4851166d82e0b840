import Foundation

/// A headless Chromium that looks at a page.
struct Browser: Sendable {
  /// Nil where there is none.
  static let name = ["chromium", "chromium-browser", "google-chrome"].first { name in
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }

  enum Scheme: Int, CaseIterable { case dark, light }

  /// What was seen of a page.
  struct Look: Decodable {
    /// Of the window, and of what is in it.
    var width: Double
    var scrollWidth: Double
    var isDark: Bool
    /// Elements that stick out of the window, or texts that stick out of a picture.
    var overflowing: [String]
    /// What the page fetched.
    var fetched: [String]
    /// Texts too faint to read: less than 4.5 to 1 against the background (WCAG 2.1, 1.4.3).
    var faint: [String]
    /// Texts of a picture that stand on one another.
    var crossing: [String]
    /// What someone who cannot see would miss.
    var unnamed: [String]
    var figures: Int
    var tables: Int
  }

  /// Opens a copy of a page in a window of a width, with all that is folded open, as on paper where asked to.
  ///
  /// Chromium's own windows are 500 pixels wide at least, so the page stands in a frame; the frame is told apart from a
  /// window neither by style sheets nor by scripts.
  /// - Parameters:
  ///   - screenshot: where to keep a picture of the page as it is when it is opened.
  ///   - isPaper: whether the style of print is used.
  static func look(
    at page: String,
    width: Int,
    scheme: Scheme,
    isPaper: Bool = false,
    screenshot: String? = nil,
    scratch: Scratch
  ) async throws -> (look: Look?, outcome: Launch.Outcome) {
    let id = "\(width)-\(scheme)-\(isPaper ? "paper" : "screen")"
    var copy = page.replacing("</body>", with: "<script>\(measurement)</script>\n</body>")
    if isPaper {
      copy = copy.replacing("@media print", with: "@media screen")
        .replacing("@media (prefers-color-scheme: dark)", with: "@media not all")
    }
    let height = 5000
    _ = try scratch.file("page-\(id).html", copy)
    let frame = try scratch.file(
      "frame-\(id).html",
      """
      <!DOCTYPE html><html><body style="margin:0"><iframe src="page-\(id).html" \
      style="border:0;width:\(width)px;height:\(height)px"></iframe><pre id="look" hidden></pre>
      <script>addEventListener('message', e => { document.getElementById('look').textContent = e.data })</script>
      </body></html>
      """
    )
    var arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking",
      "--disable-dev-shm-usage", "--no-first-run", "--user-data-dir=\(scratch["profile-\(id)"])",
      "--host-resolver-rules=MAP * ~NOTFOUND", "--blink-settings=preferredColorScheme=\(scheme.rawValue)",
      "--window-size=\(width),\(height)", "--virtual-time-budget=20000", "--dump-dom",
    ]
    if let screenshot { arguments.append("--screenshot=\(screenshot)") }
    let outcome = try await Launch(program: name ?? "chromium", arguments: arguments + ["file://\(frame)"]).run()
    guard let start = outcome.output.firstRange(of: "hidden=\"\">")?.upperBound,
      let end = outcome.output[start...].firstRange(of: "</pre>")?.lowerBound
    else { return (nil, outcome) }
    let bytes = Data(base64Encoded: String(outcome.output[start..<end])) ?? Data()
    return (try? JSONDecoder().decode(Look.self, from: bytes), outcome)
  }

  /// Prints a page; returns the bytes of the PDF.
  static func printed(_ file: String, scratch: Scratch) async throws -> [UInt8] {
    let arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
      "--no-first-run", "--user-data-dir=\(scratch["profile-print"])", "--no-pdf-header-footer",
      "--print-to-pdf=\(scratch["page.pdf"])", "file://\(file)",
    ]
    _ = try await Launch(program: name ?? "chromium", arguments: arguments).run()
    return try scratch.bytes("page.pdf")
  }

  /// Runs in the copy: looks at the page as it is, opens what is folded, looks again and tells the frame.
  private static let measurement = #"""
    (() => {
      const opened = new Set(document.querySelectorAll('details[open]'));
      const root = document.documentElement, width = root.clientWidth, seen = new Set();
      const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + (e.className.baseVal ?? e.className ? '.' + (e.className.baseVal ?? e.className) : '')
        + ' "' + e.textContent.trim().slice(0, 40) + '"';
      const isInScroller = e => {
        for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
          if (['auto', 'scroll'].includes(getComputedStyle(p).overflowX)) return true;
        return false;
      };
      const luminance = color => {
        const [r, g, b] = color.match(/[\d.]+/g).map(Number).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((m, n) => n - m); return (x + 0.05) / (y + 0.05); };
      const background = e => {
        for (let p = e; p; p = p.parentElement) {
          const c = getComputedStyle(p).backgroundColor;
          if (!/, 0\)$/.test(c)) return c;
        }
        return 'rgb(255, 255, 255)';
      };
      // In a picture: the filled shape that was drawn last where a text's middle is.
      const behind = (text, svg, box) => {
        const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
        let found = background(svg);
        for (const shape of svg.querySelectorAll('path, rect, polygon')) {
          if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
          const style = getComputedStyle(shape), frame = shape.getBoundingClientRect();
          const isSolid = style.fill.startsWith('rgb(') && style.fillOpacity * style.opacity > 0.5;
          if (isSolid && frame.left <= x && x <= frame.right && frame.top <= y && y <= frame.bottom) found = style.fill;
        }
        return found;
      };
      const overflowing = new Set(), faint = new Set();
      const look = () => {
        for (const e of document.body.querySelectorAll('*')) {
          const box = e.getBoundingClientRect();
          if (box.width === 0 || box.height === 0) continue;
          const svg = e.closest('svg');
          if (svg && svg !== e) {
            if (e.tagName !== 'text') continue;
            const frame = svg.getBoundingClientRect();
            if (box.right > frame.right + 1 || box.left < frame.left - 1 || box.bottom > frame.bottom + 1 || box.top < frame.top - 1) overflowing.add('in ' + svg.getAttribute('aria-labelledby') + ': ' + name(e));
          } else if ((box.right > width + 0.5 || box.left < -0.5) && !isInScroller(e)) overflowing.add(name(e));
          const hasText = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
          if (!hasText || ['SCRIPT', 'STYLE', 'TITLE', 'DESC'].includes(e.tagName.toUpperCase())) continue;
          const style = getComputedStyle(e), color = svg ? style.fill : style.color;
          if (color.startsWith('rgb') && contrast(color, svg ? behind(e, svg, box) : background(e)) < 4.5) faint.add(name(e) + ' ' + color);
        }
      };
      // Texts of a picture that stand on one another.
      const crossing = [];
      for (const svg of document.querySelectorAll('figure svg')) {
        const texts = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim()).map(t => [t, t.getBoundingClientRect()]);
        texts.forEach(([t, a], i) => texts.slice(i + 1).forEach(([u, b]) => {
          const x = Math.min(a.right, b.right) - Math.max(a.left, b.left), y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (x > 1 && y > 0.3 * Math.min(a.height, b.height)) crossing.push(svg.getAttribute('aria-labelledby') + ': ' + t.textContent.trim() + ' | ' + u.textContent.trim());
        }));
      }
      const scrollWidth = root.scrollWidth;
      look();
      for (const d of document.querySelectorAll('details')) d.open = true;
      look();
      const unnamed = [];
      for (const t of document.querySelectorAll('table')) if (!t.caption?.textContent.trim() || !t.querySelector('thead th[scope=col]') || !t.querySelector('tbody th[scope=row]')) unnamed.push(name(t));
      for (const f of document.querySelectorAll('figure')) {
        const svg = f.querySelector('svg');
        if (!f.querySelector('figcaption')?.textContent.trim() || !f.querySelector('details table')) unnamed.push(name(f));
        if (svg && (svg.getAttribute('role') !== 'img' || !(svg.getAttribute('aria-labelledby') ?? '').split(' ').every(id => document.getElementById(id)?.textContent.trim()))) unnamed.push(name(f));
      }
      for (const e of document.querySelectorAll('[id]')) { if (seen.has(e.id)) unnamed.push('id twice: ' + e.id); seen.add(e.id); }
      if (!root.lang || !document.title || document.querySelectorAll('h1').length !== 1) unnamed.push('html');
      const text = JSON.stringify({
        width, scrollWidth: Math.max(scrollWidth, root.scrollWidth), isDark: matchMedia('(prefers-color-scheme: dark)').matches,
        overflowing: [...overflowing].slice(0, 20), faint: [...faint].slice(0, 20), crossing: crossing.slice(0, 20), unnamed: unnamed.slice(0, 20),
        fetched: performance.getEntriesByType('resource').map(e => e.name),
        figures: document.querySelectorAll('figure').length, tables: document.querySelectorAll('table').length,
      });
      for (const d of document.querySelectorAll('details')) d.open = opened.has(d);
      parent.postMessage(btoa(String.fromCharCode(...new TextEncoder().encode(text))), '*');
    })();
    """#
}
