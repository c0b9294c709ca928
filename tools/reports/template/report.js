// For comfort: without it the page reads the same.
const links = [...document.querySelectorAll(".contents a")];
const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));

function markCurrentSection() {
  const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 4).length;
  const current = links[(atEnd ? links.length : passed) - 1];
  for (const link of links) {
    if (link === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

// What can be scrolled is reached with the keyboard; what fits need not be. What is folded is not measured until it opens.
const sizes = new ResizeObserver((changed) => {
  const wide = changed.map(({ target }) => target.scrollWidth > target.clientWidth);
  changed.forEach(({ target }, k) => {
    if (wide[k]) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  });
});
for (const box of document.querySelectorAll(".scroll")) sizes.observe(box);

addEventListener("scroll", () => requestAnimationFrame(markCurrentSection), { passive: true });
requestAnimationFrame(markCurrentSection);

// Dark or light: as the system says until the reader has chosen.
const button = document.querySelector(".theme");
const root = document.documentElement;
const isDark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
button.hidden = false;
button.textContent = isDark() ? "Light" : "Dark";
button.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  button.textContent = isDark() ? "Light" : "Dark";
  try { localStorage.setItem("theme", root.dataset.theme) } catch {}
});

// On a narrow screen the contents are a bar at the bottom: a choice closes them.
const rail = document.querySelector(".rail details");
rail?.addEventListener("click", (event) => { if (event.target.closest("a") && innerWidth < 1152) rail.open = false });

// A figure, as large as the screen allows.
for (const drawing of document.querySelectorAll(".drawing")) {
  const open = document.createElement("button");
  open.type = "button";
  open.className = "enlarge";
  open.textContent = "Enlarge";
  const enlarge = () => {
    const dialog = document.createElement("dialog");
    dialog.className = "large";
    dialog.setAttribute("aria-label", drawing.getAttribute("aria-label"));
    const close = document.createElement("button");
    close.textContent = "Close";
    close.addEventListener("click", () => dialog.close());
    const view = document.createElement("div"); // what is wider than the screen scrolls, and shows that there is more
    view.className = "scroll";
    view.setAttribute("role", "group");
    view.setAttribute("aria-label", "Figure");
    view.append(drawing.querySelector(".on-wide svg").cloneNode(true));
    dialog.append(close, view);
    const caption = drawing.parentElement.querySelector("figcaption")?.cloneNode(true);
    if (caption) {
      caption.querySelector(".label").removeAttribute("href"); // it leads to the figure behind
      dialog.append(caption);
    }
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close() });
    document.body.append(dialog);
    dialog.showModal();
    sizes.observe(view);
  };
  for (const part of [open, drawing]) part.addEventListener("click", enlarge);
  drawing.after(open);
}

// What a term means stands over the page, where no table cuts it off, and inside the screen.
function place(term) {
  const tip = term?.querySelector(".tip");
  if (!tip) return;
  tip.classList.add("placed");
  const [line, box] = [term.getClientRects()[0], tip.getBoundingClientRect()];
  const above = line.top - box.height - 4;
  tip.style.left = `${Math.max(8, Math.min(line.left, document.documentElement.clientWidth - box.width - 8))}px`;
  tip.style.top = `${above < 0 ? line.bottom + 4 : above}px`;
}
for (const type of ["pointerover", "focusin"]) addEventListener(type, (event) => place(event.target.closest?.(".term")));
addEventListener("scroll", () => place(document.querySelector(".term:is(:hover, :focus)")), { passive: true, capture: true });

// Where nothing hovers, the first tap on a term shows what it means, and the second follows it to the glossary.
if (matchMedia("(hover: none)").matches) {
  for (const term of document.querySelectorAll(".term")) {
    term.addEventListener("click", (event) => {
      if (term.dataset.shown) return;
      event.preventDefault();
      term.focus();
      term.dataset.shown = true;
    });
    term.addEventListener("blur", () => delete term.dataset.shown);
  }
}
