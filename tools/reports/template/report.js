// For comfort: without it the page reads the same.
const links = [...document.querySelectorAll(".contents a")];
const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
const boxes = [...document.querySelectorAll(".scroll")];

function markCurrentSection() {
  const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 4).length;
  const current = links[(atEnd ? links.length : passed) - 1];
  for (const link of links) {
    if (link === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

// What can be scrolled is reached with the keyboard; what fits need not be.
function letFocusWhereNeeded() {
  const wide = new Set(boxes.filter((box) => box.scrollWidth > box.clientWidth));
  for (const box of boxes) {
    if (wide.has(box)) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}

addEventListener("scroll", () => requestAnimationFrame(markCurrentSection), { passive: true });
addEventListener("resize", letFocusWhereNeeded);
document.fonts.ready.then(() => requestAnimationFrame(letFocusWhereNeeded));
requestAnimationFrame(markCurrentSection);
