"use strict";
// The page works without this: it only lets a file be dropped, says early what is too large, and asks for the state.
const form = document.querySelector("form");
const state = document.querySelector("#state[data-busy]");

if (form) {
  const file = form.elements.notebook;
  const wrong = document.querySelector("#wrong");
  document.querySelector("label").textContent = "Choose your notebook, or drop it here";

  const isRight = () => {
    const chosen = file.files[0];
    const tooLarge = chosen && chosen.size > Number(form.dataset.largest);
    wrong.textContent = tooLarge
      ? `This file has ${(chosen.size / 1e6).toFixed(1)} MB, which is too much. Clear its outputs in JupyterLab, save it, and choose it again.`
      : "";
    return chosen && !tooLarge;
  };
  const send = () => {
    if (isRight()) form.requestSubmit();
  };

  file.addEventListener("change", isRight);
  form.addEventListener("submit", (event) => {
    if (!isRight()) {
      event.preventDefault();
      return;
    }
    const button = form.querySelector("button");
    button.textContent = "Sending …";
    setTimeout(() => { button.disabled = true; });
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (event.dataTransfer.files.length === 1) {
      file.files = event.dataTransfer.files;
      send();
    } else {
      wrong.textContent = "Drop one file: your notebook.";
    }
  });
}

if (state) {
  const text = state.querySelector(".text");
  let chosen = false;
  if (form) form.elements.notebook.addEventListener("change", () => { chosen = true; });
  const ask = async () => {
    try {
      const answer = await fetch("state", { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status);
      const told = await answer.json();
      if (told.go && chosen) {  // a newer notebook is about to be sent: do not take the form away
        text.textContent = "Your feedback is there. Load this page again to read it, or send the notebook you chose.";
        return;
      }
      if (told.go) {
        location.assign(told.go);
        return;
      }
      if (text.textContent !== told.text) text.textContent = told.text;
    } catch {
      text.textContent = "The server does not answer. This page keeps trying.";
    }
    setTimeout(ask, 1500);
  };
  setTimeout(ask, 1000);
}
