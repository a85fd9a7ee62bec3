"use strict";

const $ = (id) => document.getElementById(id);
const form = $("link-form");
const link = $("link");
const state = $("status");
const result = $("result");
const player = $("player");

/** Counts the lookups, so that the answer to an old one is not shown over that to a new one. */
let lookup = 0;

function show(kind, message, detail) {
  state.className = kind;
  state.replaceChildren();
  if (kind === "failed") {
    const strong = document.createElement("strong");
    strong.textContent = message;
    state.append(strong, detail ?? "");
  } else {
    state.textContent = message;
  }
}

/** What the API takes in place of an id: a page address, or the platform and id that somebody typed. */
function targetOf(text) {
  const named = /^([a-z]{1,20})\/([\w:.-]{1,200})$/i.exec(text);
  if (named && !named[2].includes(".")) {
    return `${encodeURIComponent(named[1])}/${encodeURIComponent(named[2])}`;
  }
  return `auto/${encodeURIComponent(text)}`;
}

/** Formats that play as they are: one file with picture and sound, or with codecs nobody knows. */
function playable(formats) {
  return formats.filter((format) => format.vcodec !== "none" && format.acodec !== "none" && /^https?$/.test(format.protocol));
}

function qualitiesOf(formats) {
  const heights = playable(formats)
    .map((format) => Math.min(format.height ?? 0, format.width ?? Infinity))
    .filter((height) => height > 0);
  return [...new Set(heights)].sort((a, b) => b - a).map((height) => `${height}p`);
}

function duration(seconds) {
  const whole = Math.round(seconds);
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

function streamAddress(target, quality, more = {}) {
  const address = new URL(`/api/v2/stream/proxy/${target}`, location.origin);
  address.search = new URLSearchParams({ quality, ...more }).toString();
  return address.href;
}

function choose(target, quality) {
  const address = streamAddress(target, quality);
  const position = player.currentTime;
  const wasPlaying = !player.paused;
  player.src = address;
  if (position > 0) {
    player.addEventListener("loadedmetadata", () => { player.currentTime = position; }, { once: true });
  }
  if (wasPlaying) {
    player.play().catch(() => {});
  }
  $("address").value = address;
  $("download").href = streamAddress(target, quality, { download: "true" });
  const page = new URL(location.href);
  page.search = new URLSearchParams({ url: link.value.trim(), quality }).toString();
  history.replaceState(null, "", page);
}

function chip(quality, text, checked, onChoice) {
  const input = document.createElement("input");
  input.type = "radio";
  input.name = "quality";
  input.id = `quality-${quality}`;
  input.value = quality;
  input.checked = checked;
  input.addEventListener("change", onChoice);
  const label = document.createElement("label");
  label.htmlFor = input.id;
  label.textContent = text;
  return [input, label];
}

function present(video, target, wished) {
  $("title").textContent = video.title ?? video.id;
  const views = video.view_count === null ? null : `${video.view_count.toLocaleString()} views`;
  $("facts").textContent = [
    video.uploader,
    video.duration === null ? null : duration(video.duration),
    views,
    video.is_live ? "live" : null,
    video.platform,
  ].filter(Boolean).join(" · ");

  const thumbnail = $("thumbnail");
  thumbnail.hidden = !video.thumbnail;
  if (video.thumbnail) {
    thumbnail.src = video.thumbnail;
  }

  const known = qualitiesOf(video.formats);
  const usual = known.find((quality) => Number.parseInt(quality, 10) <= 720) ?? known.at(-1) ?? "best";
  const chosen = known.includes(wished) ? wished : usual;
  const choices = known.length > 0 ? known.map((quality) => [quality, quality]) : [["best", "as it is"]];
  $("qualities").replaceChildren(
    ...choices.flatMap(([quality, text]) => chip(quality, text, quality === chosen, () => choose(target, quality))),
  );

  result.hidden = false;
  player.removeAttribute("poster");
  if (video.thumbnail) {
    player.poster = video.thumbnail;
  }
  if (playable(video.formats).length > 0) {
    choose(target, chosen);
    show("", "");
  } else {
    player.removeAttribute("src");
    show("failed", "This video has no format that is one file with picture and sound.", "Its tracks come separately.");
  }
  $("title").focus({ preventScroll: true });
}

async function watch(wished) {
  const text = link.value.trim();
  if (text === "") {
    show("failed", "There is no link yet.", "Paste the address of a video page.");
    link.focus();
    return;
  }
  const mine = ++lookup;
  const target = targetOf(text);
  player.pause();
  player.removeAttribute("src");
  player.load();
  result.hidden = true;
  $("go").disabled = true;
  show("busy", "Looking the video up…");
  try {
    const answer = await fetch(`/api/v2/videos/${target}`, { headers: { Accept: "application/json" } });
    const document = await answer.json();
    if (mine !== lookup) {
      return;
    }
    if (document.success) {
      present(document.data, target, wished);
    } else {
      show("failed", document.error, document.detail);
    }
  } catch {
    if (mine === lookup) {
      show("failed", "The server does not answer.", "Is it still running?");
    }
  } finally {
    if (mine === lookup) {
      $("go").disabled = false;
    }
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  watch();
});

$("copy").addEventListener("click", async () => {
  const address = $("address");
  address.select();
  try {
    await navigator.clipboard.writeText(address.value);
  } catch {
    // Without TLS there is no clipboard API, but the older command still works on what is selected.
    document.execCommand("copy");
  }
  show("", "The address is copied; paste it into any player.");
});

player.addEventListener("error", () => {
  if (player.getAttribute("src")) {
    show("failed", "The stream could not be played.", "Try another quality, or look at the server's log.");
  }
});

const start = new URLSearchParams(location.search);
if (start.get("url")) {
  link.value = start.get("url");
  watch(start.get("quality") ?? undefined);
} else {
  link.focus();
}
