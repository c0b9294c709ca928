const [STEPS, SMALL] = [60, 1e-8];
const raised = (power) => `10${[...power].map((d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d] ?? (d === "-" ? "⁻" : "")).join("")}`;
const shown = (cost) => (cost > 99 ? "diverges" : cost.toPrecision(2).replace(/e(.*)/, (_, power) => `\u00a0·\u00a0${raised(power)}`));
const methods = {
  "gradient descent": ["blue", (g) => g],
  momentum: ["vermillion", (g, s, t, beta) => (s.v = beta * (s.v ?? 0) + (1 - beta) * g)],
  RMSProp: ["green", (g, s, t, beta) => { s.s = beta * (s.s ?? 0) + (1 - beta) * g * g; return g / (Math.sqrt(s.s) + SMALL) }],
  Adam: ["purple", (g, s, t, beta) => {
    s.v = beta * (s.v ?? 0) + (1 - beta) * g; s.s = 0.999 * (s.s ?? 0) + 0.001 * g * g;
    return s.v / (1 - beta ** t) / (Math.sqrt(s.s / (1 - 0.999 ** t)) + SMALL);
  }],
};
playground("optimizers", "", [
  { label: "Learning rate", steps: 24, at: 16, value: (i) => 10 ** (-3 + i / 8), show: (v) => v.toPrecision(2) },
  { label: "β", steps: 19, at: 18, value: (i) => i / 20, show: (v) => v.toFixed(2) },
  { label: "Angle of the valley", steps: 9, at: 0, value: (i) => 5 * i, show: (v) => `${v}°` },
], (rate, beta, angle) => {
  const [c, s] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const turned = ([x, y]) => [c * x + s * y, c * y - s * x];
  const [k1, k2] = [data.curvatures[0], data.curvatures[1]];
  const cost = (w) => { const [a, b] = turned(w); return (k1 * a * a + k2 * b * b) / 2 };
  const slope = (w) => { const [a, b] = turned(w); return [c * k1 * a - s * k2 * b, s * k1 * a + c * k2 * b] };
  let svg = `<svg viewBox="0 0 ${NARROW ? "310 800" : "620 400"}" font-size="12" fill="none" aria-hidden="true">`;
  const ends = [];
  Object.entries(methods).forEach(([name, [color, direction]], panel) => {
    const [left, top] = NARROW ? [0, panel * 200] : [(panel % 2) * 312, Math.floor(panel / 2) * 200];
    const [px, py] = [(v) => left + 150 + v * 62, (v) => top + 105 - v * 62];
    svg += `<clipPath id="valley-${panel}"><rect x="${left}" y="${top + 18}" width="300" height="172"/></clipPath><g clip-path="url(#valley-${panel})">`;
    for (const level of [0.05, 0.3, 1, 2.5, 5]) {
      const [rx, ry] = [Math.sqrt((2 * level) / k1) * 62, Math.sqrt((2 * level) / k2) * 62];
      svg += `<ellipse rx="${rx.toFixed(1)}" ry="${ry.toFixed(1)}" transform="translate(${px(0)} ${py(0)}) rotate(${-angle})" stroke="var(--guide)"/>`;
    }
    let w = [c * -2 - s * 0.8, s * -2 + c * 0.8];
    const memory = [{}, {}];
    const path = [w];
    for (let t = 1; t <= STEPS; t++) {
      const g = slope(w);
      w = w.map((value, i) => Math.max(-1e3, Math.min(1e3, value - rate * direction(g[i], memory[i], t, beta))));
      path.push(w);
    }
    svg += `<path d="M${path.map(([x, y]) => `${px(x).toFixed(1)} ${py(y).toFixed(1)}`).join("L")}" stroke="var(--${color})" stroke-width="1.6"/>`;
    svg += path.map(([x, y]) => `<circle cx="${px(x).toFixed(1)}" cy="${py(y).toFixed(1)}" r="2.2" fill="var(--${color})"/>`).join("");
    const end = cost(w);
    ends.push(`${name} ${shown(end)}`);
    svg += `</g><text x="${left + 2}" y="${top + 12}" style="fill:var(--${color}-text)">${name}: cost ${shown(end)}</text>`;
  });
  return { picture: `${svg}</svg>`, says: `Costs after ${STEPS} steps: ${ends.join(", ")}.` };
});
