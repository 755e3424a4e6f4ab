// Puts a figure's sign where the cursor stands; without JavaScript the same button sends the form instead.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    const text = document.getElementById("id_body");
    if (!button || !text) return;
    event.preventDefault();
    text.setRangeText("{{ " + button.dataset.insert + " }}", text.selectionStart, text.selectionEnd, "end");
    text.focus();
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
  // Leaving with words not saved asks first; a press of the form's own buttons carries them along.
  const form = document.querySelector(".report-form");
  const body = document.getElementById("id_body");
  if (form && body) {
    let sent = false;
    form.addEventListener("submit", () => (sent = true));
    window.addEventListener("pageshow", () => (sent = false));
    window.addEventListener("beforeunload", (event) => {
      if (!sent && (form.dataset.unsaved === "1" || body.value !== body.defaultValue)) event.preventDefault();
    });
  }
  // On the phone the outline would push the work off the screen: it begins closed there.
  if (matchMedia("(width < 62rem)").matches) for (const part of document.querySelectorAll(".report-outline > details")) part.open = false;
})();
