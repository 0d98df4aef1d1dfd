// While an editor types a headline, what speaks against it is asked for and shown. Without this script a button does.
(() => {
  const form = document.querySelector("form.decide[data-check]");
  if (!form) return;
  const field = form.elements.namedItem("headline");
  const panel = form.querySelector("[data-judged]");
  let waiting = 0, asked = 0;

  async function judge() {
    const mine = ++asked;
    const headers = { "X-Requested-With": "fetch" };
    const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form), headers });
    if (answer.ok && mine === asked) {
      const text = await answer.text();
      if (mine === asked && !panel.contains(document.activeElement)) panel.innerHTML = text; // escaped by the server
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(judge, 250);
  });
  form.addEventListener("click", (event) => {
    const use = event.target.closest("button.use");
    if (!use) return;
    event.preventDefault();
    field.value = use.value;
    field.focus();
    judge();
  });
})();
