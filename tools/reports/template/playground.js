// A figure that a reader can move. controls: [{label, values or min, max, step, value, show}]; draw(values) gives
// {picture: SVG, says: a sentence}. Until a control is moved, the page shows what it was built with.
function playground(name, title, controls, draw) {
  const box = document.querySelector(`[data-playground="${name}"]`);
  const [picture, says] = [box.querySelector(".picture"), box.querySelector(".says")];
  const form = document.createElement("div");
  const inputs = controls.map((control) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    const output = document.createElement("output");
    Object.assign(input, { type: "range", min: 0, max: control.steps, step: 1, value: control.at });
    label.append(control.label, output, input);
    form.append(label);
    input.addEventListener("input", update);
    return { input, output, control };
  });
  function update() {
    const values = inputs.map(({ input, output, control }) => {
      const value = control.value(+input.value);
      output.textContent = control.show(value);
      input.setAttribute("aria-valuetext", output.textContent);
      return value;
    });
    const drawn = draw(...values);
    picture.innerHTML = drawn.picture;
    says.textContent = drawn.says;
  }
  box.insertBefore(form, picture);
  // Drawn when it comes near the screen: a page opens without its cost.
  new IntersectionObserver(([seen], eye) => {
    if (!seen.isIntersecting) return;
    eye.disconnect();
    update();
  }, { rootMargin: "100%" }).observe(box);
}

const NARROW = innerWidth < 704;

let charts = 0;

// A chart. x, y: {low, high, log, label, ticks}; lines: [{points: [[x, y], …], color, dash, label}]; marks: SVG in pixels.
function chart({ x, y, lines, width = NARROW ? 340 : 620, height = 280, marks = () => "" }) {
  const [left, right, top, bottom] = [52, NARROW ? 70 : 110, 12, 40];
  const scale = ({ low, high, log }, from, to) => {
    const f = log ? Math.log10 : (v) => v;
    return (v) => from + ((f(v) - f(low)) / (f(high) - f(low))) * (to - from);
  };
  const [px, py] = [scale(x, left, width - right), scale(y, height - bottom, top)];
  const clip = (v) => Math.max(top - 4, Math.min(height - bottom + 4, v)); // for labels; lines are cut by a clipPath
  const frame = `frame-${(charts += 1)}`;
  const n = (v) => Math.round(v * 10) / 10;
  let svg = `<svg viewBox="0 0 ${width} ${height}" font-size="12" fill="none" aria-hidden="true">`;
  for (const [value, text] of x.ticks) {
    svg += `<path d="M${n(px(value))} ${top}V${height - bottom}" stroke="var(--grid)"/><text x="${n(px(value))}" y="${height - bottom + 16}" text-anchor="middle">${text}</text>`;
  }
  for (const [value, text] of y.ticks) {
    svg += `<path d="M${left} ${n(py(value))}H${width - right}" stroke="var(--grid)"/><text x="${left - 6}" y="${n(py(value)) + 4}" text-anchor="end">${text}</text>`;
  }
  svg += `<text x="${(left + width - right) / 2}" y="${height - 6}" text-anchor="middle">${x.label}</text>`;
  svg += `<text transform="translate(12 ${(top + height - bottom) / 2}) rotate(-90)" text-anchor="middle">${y.label}</text>`;
  svg += `<clipPath id="${frame}"><rect x="${left - 2}" y="${top - 4}" width="${width - left - right + 4}" height="${height - top - bottom + 8}"/></clipPath>`;
  let free = Infinity; // above this height the next label has room
  const ends = lines.map(({ points }) => clip(py(points.at(-1)[1])));
  const order = lines.map((_, k) => k).filter((k) => lines[k].label).sort((a, b) => ends[b] - ends[a]);
  for (const k of order) free = ends[k] = Math.min(ends[k], free - 13);
  lines.forEach(({ points, color, dash = "", label }, k) => {
    const path = points.map(([a, b]) => `${n(px(a))} ${n(py(b))}`).join("L");
    svg += `<path d="M${path}" clip-path="url(#${frame})" stroke="var(--${color})" stroke-width="2.2" stroke-dasharray="${dash}"/>`;
    if (label) svg += `<text x="${n(px(points.at(-1)[0])) + 6}" y="${n(ends[k]) + 4}" style="fill:var(--${color}-text)">${label}</text>`;
  });
  return `${svg}${marks(px, py)}</svg>`;
}
