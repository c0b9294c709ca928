const raised = (power) => `10${[...String(power)].map((d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d] ?? (d === "-" ? "⁻" : "")).join("")}`;
const tick = (power) => [10 ** power, raised(power)];
const short = (value, digits = 0) => value.toExponential(digits).replace(/e(.*)/, (_, power) => `\u00a0·\u00a0${raised(+power)}`);
const last = data.steps.length - 1; // the steps fall, and the slider goes the way of the axis
playground("gradient-step", "", [
  { label: "Step ε", steps: last, at: last - 2, value: (i) => last - i, show: (i) => short(10 ** data.steps[i], 1) },
], (i) => {
  const [h, f] = [10 ** data.steps[i], Math.exp];
  const line = (errors) => data.steps.map((step, k) => [10 ** step, Math.max(10 ** errors[k], 1e-16)]);
  const curve = Array.from({ length: 41 }, (_, k) => [-1 + k * 0.075, f(-1 + k * 0.075)]);
  const through = (a, b) => { const m = (f(b) - f(a)) / (b - a); return [[-1, f(a) + m * (-1 - a)], [2, f(a) + m * (2 - a)]] };
  const curves = chart({
    height: 230,
    x: { low: -1, high: 2, label: "θ", ticks: [[-1, "−1"], [0, "0"], [1, "1"], [2, "2"]] },
    y: { low: 0, high: 7, label: "J(θ) = exp(θ)", ticks: [[0, "0"], [2, "2"], [4, "4"], [6, "6"]] },
    lines: [{ points: curve, color: "ink" }, { points: through(0.5, 0.5 + h), color: "vermillion", label: "forward" }, { points: through(0.5 - h, 0.5 + h), color: "blue", dash: "7 4", label: "central" }],
    marks: (px, py) => [0.5 - h, 0.5, 0.5 + h].map((at) => `<circle cx="${px(at).toFixed(1)}" cy="${py(f(at)).toFixed(1)}" r="3.5" fill="var(--ink)"/>`).join(""),
  });
  const errors = chart({
    x: { low: 1e-13, high: 1, log: true, label: "step ε", ticks: [-13, -10, -7, -4, -1].map(tick) },
    y: { low: 1e-13, high: 1, log: true, label: "relative error", ticks: [-12, -8, -4, 0].map(tick) },
    lines: [{ points: line(data.forward), color: "vermillion", label: "forward" }, { points: line(data.central), color: "blue", label: "central" }],
    marks: (px, py) => `<path d="M${px(h).toFixed(1)} 12V240" stroke="var(--quiet)" stroke-dasharray="3 3"/>`,
  });
  return {
    picture: curves + errors,
    says: `A forward difference is off by ${short(10 ** data.forward[i])}, a central one by ${short(10 ** data.central[i])}.`,
  };
});
