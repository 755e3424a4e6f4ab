// Comforts on top of pages that work without them: the palette, the session's end, tables by key, messages.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);

  // --- messages of htmx answers (header HX-Trigger, event "messages") ---
  const toast = (level, text) => {
    const box = byId("thong-bao");
    if (!box) return;
    const tone = { success: "ok", warning: "warn", error: "bad" }[level] || "";
    const note = document.createElement("div");
    note.className = "notice" + (tone ? " notice-" + tone : "");
    if (tone === "bad") note.setAttribute("role", "alert");
    const words = document.createElement("p");
    words.textContent = text;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "close";
    close.textContent = "×";
    close.setAttribute("aria-label", "Đóng thông báo");
    close.addEventListener("click", () => note.remove());
    note.append(words, close);
    box.append(note);
    if (tone !== "bad") setTimeout(() => note.remove(), 8000);
  };
  document.addEventListener("messages", (event) => {
    for (const item of event.detail.items || []) toast(item.level, item.text);
  });
  document.addEventListener("htmx:sendError", () => toast("error", "Mất kết nối tới máy chủ. Kiểm tra mạng rồi thử lại."));
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status !== 422) toast("error", "Máy chủ không thực hiện được (mã " + event.detail.xhr.status + "). Hãy thử lại.");
  });

  // --- menus close on Escape and on a press outside ---
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]"))
      if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // --- the palette: Ctrl+K ---
  const palette = byId("tim-lenh");
  if (palette && palette.showModal) {
    const input = byId("tim-lenh-o");
    const list = byId("tim-lenh-kq");
    let waiting = 0;
    let asked = 0;
    const ask = async () => {
      const turn = ++asked;
      const url = palette.dataset.url + "?palette=1&q=" + encodeURIComponent(input.value.trim());
      try {
        const answer = await fetch(url, { headers: { "HX-Request": "true", "HX-Current-URL": location.href } });
        if (answer.headers.get("HX-Redirect")) location.assign(answer.headers.get("HX-Redirect"));
        if (turn !== asked) return; // a later question is under way
        if (answer.ok) list.innerHTML = await answer.text();
        else list.replaceChildren(sentence("Chưa tìm được, hãy thử lại."));
      } catch {
        if (turn === asked) list.replaceChildren(sentence("Mất kết nối tới máy chủ."));
      }
    };
    const sentence = (text) => Object.assign(document.createElement("p"), { textContent: text });
    const open = () => {
      if (!palette.open) palette.showModal();
      input.focus();
      input.select();
      ask();
    };
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        open();
      }
    });
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, 120);
    });
    palette.addEventListener("click", (event) => {
      if (event.target === palette) palette.close();
    });
    palette.addEventListener("keydown", (event) => {
      const links = [...list.querySelectorAll("a[href]")];
      const at = links.indexOf(document.activeElement);
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const next = event.key === "ArrowDown" ? at + 1 : at - 1;
        (next < 0 ? input : links[Math.min(next, links.length - 1)] || input).focus();
      } else if (event.key === "Enter" && document.activeElement === input && links.length) {
        event.preventDefault();
        links[0].click();
      }
    });
  }

  // --- the session's end: any tab's request puts it off ---
  const ending = byId("sap-het-phien");
  if (ending && ending.showModal) {
    const seconds = Number(ending.dataset.seconds);
    const warn = Number(ending.dataset.warn);
    const key = "tdkt-last-request";
    const touch = () => {
      try {
        localStorage.setItem(key, String(Date.now()));
      } catch {
        ending.dataset.last = String(Date.now());
      }
    };
    const last = () => {
      try {
        return Number(localStorage.getItem(key)) || Date.now();
      } catch {
        return Number(ending.dataset.last);
      }
    };
    let later = false;
    touch();
    document.addEventListener("htmx:afterRequest", touch);
    ending.querySelector("[data-close]").addEventListener("click", () => {
      later = true;
      ending.close();
    });
    ending.querySelector("[data-renew-button]").addEventListener("click", async () => {
      const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
      const answer = await fetch(ending.dataset.renew, { method: "POST", headers: { "X-CSRFToken": token }, redirect: "manual" }).catch(() => null);
      if (answer && answer.status === 204) {
        touch();
        ending.close();
      } else location.assign(ending.dataset.ended);
    });
    setInterval(() => {
      const left = seconds - (Date.now() - last()) / 1000;
      if (left <= 0) location.assign(ending.dataset.ended);
      else if (left > warn) {
        later = false;
        if (ending.open) ending.close();
      } else {
        ending.querySelector("[data-left]").textContent = left > 90 ? Math.ceil(left / 60) + " phút" : Math.ceil(left) + " giây";
        if (!later && !ending.open) ending.showModal();
      }
    }, 1000);
  }

  // --- tables: j, k or arrows go from record to record, Enter opens ---
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
    const arrow = event.key === "ArrowDown" || event.key === "ArrowUp";
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    const table = event.target.closest("table[data-keys]") || (arrow ? null : document.querySelector("table[data-keys]"));
    if (!step || !table) return;
    const links = [...table.querySelectorAll("tbody th a[href]")];
    if (!links.length) return;
    const row = document.activeElement.closest("tr");
    const at = links.findIndex((link) => link.closest("tr") === row);
    event.preventDefault();
    links[Math.max(0, Math.min(at + step, links.length - 1))].focus();
  });

  // --- the year ribbon opens at its latest year ---
  for (const region of document.querySelectorAll(".year-frame .table-region")) region.scrollLeft = region.scrollWidth;

  // --- files dropped on a field ---
  for (const drop of document.querySelectorAll("[data-drop]")) {
    const input = drop.querySelector("input[type=file]");
    // The browser's own button speaks the browser's language: ours takes its place, the field lies over it unseen.
    const pick = drop.querySelector(".pick");
    const picked = pick.querySelector("[data-picked]");
    const none = picked.textContent;
    const tell = () => (picked.textContent = input.files.length ? input.files[0].name : none);
    pick.hidden = false;
    drop.classList.add("has-pick");
    input.addEventListener("change", tell);
    tell();
    const over = (on) => (event) => {
      event.preventDefault();
      drop.classList.toggle("is-over", on);
    };
    drop.addEventListener("dragover", over(true));
    drop.addEventListener("dragleave", over(false));
    drop.addEventListener("drop", (event) => {
      over(false)(event);
      if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
})();
