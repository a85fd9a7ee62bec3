"use strict";

const player = document.getElementById("player");
const state = document.getElementById("status");

function show(message, detail) {
  const strong = document.createElement("strong");
  strong.textContent = message;
  state.replaceChildren(strong, " ", detail ?? "");
  state.hidden = false;
}

/** A media element keeps to itself why it failed: one byte of the same stream tells. */
async function explain() {
  try {
    const answer = await fetch(player.src, { headers: { Range: "bytes=0-0" } });
    if (answer.ok) {
      await answer.body?.cancel();
      show("This browser cannot play the stream.", "Try another quality.");
    } else {
      const failure = await answer.json();
      show(failure.error, failure.detail);
    }
  } catch {
    show("The stream could not be played.", "The server does not answer as it should.");
  }
}

function toggle() {
  if (player.paused) {
    player.play().catch(() => {});
  } else {
    player.pause();
  }
}

if (player) {
  player.addEventListener("error", explain);
  player.addEventListener("playing", () => { state.hidden = true; });
  if (player.autoplay) {
    // Where sound is not allowed before a gesture, the picture still is.
    player.play().catch((refusal) => {
      if (refusal.name === "NotAllowedError") {
        player.muted = true;
        player.play().catch(() => {});
      }
    });
  }
  if (!player.controls) {
    player.addEventListener("click", toggle);
    player.addEventListener("keydown", (event) => {
      if (event.key === " " || event.key === "Enter" || event.key === "k") {
        event.preventDefault();
        toggle();
      }
    });
  }
}
