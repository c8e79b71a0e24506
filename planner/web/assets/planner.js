// Starts textual-serve's terminal once its font is there: it measures the font once, at its start.
"use strict";

const reached = new Set();

window.addEventListener("load", async () => {
  const faces = ["16px 'Roboto Mono'", "bold 16px 'Roboto Mono'"];
  await Promise.allSettled(faces.map((face) => document.fonts.load(face)));
  const terminal = document.createElement("script");
  terminal.src = "/static/textual.js";
  // The page has loaded already, so what the script wants done then is called here.
  terminal.addEventListener("load", () => window.onload());
  document.body.append(terminal);
});

// The terminal tells how far it is with classes of the body; each is met once.
new MutationObserver(() => {
  for (const [stage, meet] of [["-loaded", connected], ["-closed", ended]]) {
    if (document.body.classList.contains(stage) && !reached.has(stage)) {
      reached.add(stage);
      meet();
    }
  }
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });

function connected() {
  document.querySelector(".xterm-helper-textarea").focus(); // keys work without a click, and before there is a picture
}

function ended() {
  // The terminal would go on to tell the closed connection what happens in it.
  document.addEventListener("blur", (event) => event.stopImmediatePropagation(), true);
  document.querySelector("#terminal").inert = true;
  document.querySelector(".closed").hidden = false;
  document.querySelector("#again").focus();
}
