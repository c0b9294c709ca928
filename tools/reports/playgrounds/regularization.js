playground("regularization", "", [
  { label: "λ of the L2 penalty", steps: data.lambdas.length - 1, at: 0, value: (i) => i, show: (i) => `${data.lambdas[i]}` },
  { label: "keep_prob of dropout", steps: data.keeps.length - 1, at: 0, value: (i) => i, show: (i) => `${data.keeps[i]}` },
], (i, j) => {
  const run = data.runs[i * data.keeps.length + j];
  const [size, side, edge] = [data.size, 300 / data.size, 300];
  let svg = `<svg viewBox="0 0 ${NARROW ? "310 440" : "620 310"}" font-size="12" aria-hidden="true"><g shape-rendering="crispEdges">`;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const p = +run.field[row * size + column] / 9;
      if (Math.abs(p - 0.5) < 0.06) continue;
      const place = `x="${column * side}" y="${edge - (row + 1) * side}" width="${side}" height="${side}"`;
      svg += `<rect ${place} fill="var(--${p > 0.5 ? "vermillion" : "blue"})" opacity="${(Math.abs(p - 0.5) * 0.9).toFixed(2)}"/>`;
    }
  }
  svg += "</g>";
  for (const [x, y, label] of data.points) {
    svg += `<circle cx="${(x * edge).toFixed(1)}" cy="${(edge - y * edge).toFixed(1)}" r="3" fill="var(--${label ? "vermillion" : "blue"})" stroke="var(--ground)" stroke-width=".6"/>`;
  }
  const [barX, barY] = NARROW ? [0, 245] : [330, 0];
  const bar = (y, name, cost, color) => {
    const end = barX + Math.min(cost, 1) * 220;
    return `<text x="${barX}" y="${barY + y}">${name}</text><rect x="${barX}" y="${barY + y + 8}" width="${end - barX}" height="16" fill="var(--${color})"/><text x="${end + 6}" y="${barY + y + 21}">${cost.toFixed(3)}</text>`;
  };
  svg += bar(90, "training cost (nats)", run.train, "sky") + bar(150, "dev cost (nats)", run.dev, "purple");
  return {
    picture: `${svg}</svg>`,
    says: `λ = ${data.lambdas[i]}, keep_prob = ${data.keeps[j]}: the training cost is ${run.train.toFixed(3)}, the dev cost ${run.dev.toFixed(3)}.`,
  };
});
