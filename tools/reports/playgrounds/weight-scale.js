const tick = (power) => [10 ** power, `10${[..."" + power].map((d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d] ?? "⁻").join("")}`];
playground("weight-scale", "", [
  { label: "Weights, times He initialization", steps: data.scales.length - 1, at: data.scales.indexOf(1), value: (i) => i, show: (i) => `× ${data.scales[i]}` },
], (i) => {
  const line = (values) => values.map((log, layer) => [layer + 1, 10 ** log]);
  const [first, last] = [data.forward[i][0], data.forward[i].at(-1)];
  return {
    picture: chart({
      x: { low: 1, high: 20, label: "layer", ticks: [[1, "1"], [5, "5"], [10, "10"], [15, "15"], [20, "20"]] },
      y: { low: 1e-8, high: 1e8, log: true, label: "standard deviation", ticks: [-8, -4, 0, 4, 8].map(tick) },
      lines: [
        { points: line(data.forward[i]), color: "blue", label: "activations" },
        { points: line(data.backward[i]), color: "vermillion", dash: "7 4", label: "errors dZ" },
      ],
    }),
    says: `At ${data.scales[i]} times He initialization, each layer multiplies the activations by ${(10 ** ((last - first) / 19)).toFixed(2)}.`,
  };
});
