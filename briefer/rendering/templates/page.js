"use strict";
(function () {
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const notesOf = (claim) => (claim.dataset.notes || "").split(" ").filter(Boolean).map((n) => document.getElementById("n" + n));
  const light = (elements) => {
    all(".lit").forEach((element) => element.classList.remove("lit"));
    elements.filter(Boolean).forEach((element) => element.classList.add("lit"));
  };
  const bring = (element) => element && element.scrollIntoView({ block: "center" });

  const showEvidence = (claim, target) => {
    const notes = notesOf(claim);
    light([claim].concat(notes));
    bring(target || notes[0]);
  };
  const showClaims = (note) => {
    const number = note.id.slice(1);
    const claims = all(".claim").filter((claim) => (claim.dataset.notes || "").split(" ").includes(number));
    light([note].concat(claims));
    const list = note.querySelector("details");
    if (list) { list.open = true; }
    bring(claims.find((claim) => !claim.hidden));
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const claim = event.target.closest(".claim");
    const note = event.target.closest(".note");
    if (link && claim) {
      const target = document.getElementById(link.hash.slice(1));
      event.preventDefault();
      showEvidence(claim, target);
      if (target) { target.focus({ preventScroll: true }); }
      history.replaceState(null, "", link.hash);
    } else if (link && note) {
      const target = document.getElementById(link.hash.slice(1));
      if (target) { light([note, target]); }
    } else if (event.target.closest("summary") || String(window.getSelection())) {
      return;
    } else if (claim) {
      showEvidence(claim);
    } else if (note) {
      showClaims(note);
    }
  });

  const tools = document.getElementById("tools");
  const choice = document.getElementById("actor");
  const told = document.getElementById("told");
  if (!tools || !choice) { return; }
  tools.hidden = false;
  choice.addEventListener("change", () => {
    const items = all(".item");
    let shown = 0;
    items.forEach((item) => {
      const actors = (item.dataset.actors || "").split(" ");
      item.hidden = choice.value !== "" && !actors.includes(choice.value);
      shown += item.hidden ? 0 : 1;
    });
    told.textContent = choice.value === "" ? "" : told.dataset.text.replace("{shown}", shown).replace("{all}", items.length);
  });
})();
