playground("regularization", "", [
  { label: "λ of the L2 penalty", steps: data.lambdas.length - 1, at: 0, value: (i) => i, show: (i) => `${data.lambdas[i]}` },
  { label: "keep_prob of dropout", steps: data.keeps.length - 1, at: 0, value: (i) => i, show: (i) => `${data.keeps[i]}` },
], (i, j) => {
  const run = data.runs[i * data.keeps.length + j];
  const [size, side, edge] = [data.size, 300 / data.size, 300];
  const mark = (x, y, label) => {
    const shape = label ? `<path d="M${(x - 3.6).toFixed(1)} ${(y + 3).toFixed(1)}l3.6 -6.4l3.6 6.4z"` : `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3"`;
    return `${shape} fill="var(--${label ? "vermillion" : "blue"})" stroke="var(--ground)" stroke-width=".6"/>`;
  };
  let svg = `<svg viewBox="0 0 ${NARROW ? "320 490" : "640 326"}" font-size="12" aria-hidden="true"><g transform="translate(20 0)"><g shape-rendering="crispEdges">`;
  let boundary = "";
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const at = (r, c) => +run.field[r * size + c];
      const [p, x, y] = [at(row, column) / 9, column * side, edge - row * side];
      if (column + 1 < size && at(row, column) > 4 !== at(row, column + 1) > 4) boundary += `M${x + side} ${y}v${-side}`;
      if (row + 1 < size && at(row, column) > 4 !== at(row + 1, column) > 4) boundary += `M${x} ${y - side}h${side}`;
      if (Math.abs(p - 0.5) < 0.06) continue;
      svg += `<rect x="${x}" y="${y - side}" width="${side}" height="${side}" fill="var(--${p > 0.5 ? "vermillion" : "blue"})" opacity="${(Math.abs(p - 0.5) * 0.9).toFixed(2)}"/>`;
    }
  }
  svg += `</g><path d="M0 0h${edge}v${edge}h${-edge}z" fill="none" stroke="var(--guide)"/><path d="${boundary}" fill="none" stroke="var(--ink)"/>`;
  for (const [x, y, label] of data.points) svg += mark(x * edge, edge - y * edge, label);
  svg += `<text x="150" y="318" text-anchor="middle">mean texture</text><text transform="translate(-8 150) rotate(-90)" text-anchor="middle">mean smoothness</text>`;
  const [left, top] = NARROW ? [0, 345] : [335, 40];
  svg += `${mark(left + 5, top, 1)}<text x="${left + 15}" y="${top + 4}">malignant</text>${mark(left + 105, top, 0)}<text x="${left + 115}" y="${top + 4}">benign</text>`;
  const bar = (y, name, cost, color) => {
    const end = left + Math.min(cost, 1) * 220;
    return `<text x="${left}" y="${top + y}">${name}</text><rect x="${left}" y="${top + y + 8}" width="${end - left}" height="16" fill="var(--${color})"/><text x="${end + 6}" y="${top + y + 21}">${cost.toFixed(3)}</text>`;
  };
  svg += bar(50, "training cost (nats)", run.train, "sky") + bar(105, "dev cost (nats)", run.dev, "purple");
  const [low, high] = [Math.min, Math.max].map((end) => (end(...run.field) / 9).toFixed(1));
  const alike = boundary ? "" : ` The map has no boundary: every mass gets the same class, ${+run.field[0] > 4 ? "malignant" : "benign"}. The probability of malignant is ${low === high ? `about ${low}` : `between ${low} and ${high}`} everywhere.`;
  return {
    picture: `${svg}</g></svg>`,
    says: `λ = ${data.lambdas[i]}, keep_prob = ${data.keeps[j]}: the training cost is ${run.train.toFixed(3)}, the dev cost ${run.dev.toFixed(3)}.${alike}`,
  };
});
