"use strict";

const $ = (id) => document.getElementById(id);
const form = $("link-form");
const link = $("link");
const state = $("status");
const result = $("result");
const player = $("player");

/** What the server reads as a quality, lowest first, and how far encoders round a height up (Quality and Picture have the same). */
const HEIGHTS = [144, 240, 360, 480, 720, 1080, 1440, 2160, 4320];
const BLOCK = 16;

/** Ends the lookup that is under way, so that its answer is not shown over that to a newer one. */
let lookup = new AbortController();

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

/** What somebody typed to get such a target; the field may hold something else by now. */
function textOf(target) {
  return decodeURIComponent(target.replace(/^auto\//, ""));
}

/** Formats that play as they are: one file with picture and sound, or with codecs nobody knows. */
function playable(formats) {
  return formats.filter((format) => format.vcodec !== "none" && format.acodec !== "none" && /^https?$/.test(format.protocol));
}

/** The smaller side of the picture, else what the site's name of the format says; 0 when neither is known. */
function linesOf(format) {
  if (format.height > 0) {
    return Math.min(format.height, format.width || Infinity);
  }
  return Number.parseInt(/\b(\d{3,4})p/i.exec(format.quality ?? "")?.[1] ?? "0", 10);
}

/** The qualities that a video comes in, best first: a wide film of 800 lines counts as 1080p, which is what the server takes. */
function qualitiesOf(formats) {
  const rungs = playable(formats)
    .map(linesOf)
    .filter((lines) => lines > 0)
    .map((lines) => HEIGHTS.find((height) => lines < height + BLOCK));
  return [...new Set(rungs)].filter(Boolean).sort((a, b) => b - a).map((height) => `${height}p`);
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
    player.addEventListener("loadedmetadata", () => { player.currentTime = position; }, { once: true, signal: lookup.signal });
  }
  if (wasPlaying) {
    player.play().catch(() => {});
  }
  $("address").value = address;
  $("download").href = streamAddress(target, quality, { download: "true" });
  const page = new URL(location.href);
  page.search = new URLSearchParams({ url: textOf(target), quality }).toString();
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

function factsOf(video) {
  return [
    video.uploader,
    video.is_live ? "live" : null,
    video.duration === null ? null : duration(video.duration),
    video.view_count === null ? null : `${video.view_count.toLocaleString("en")} views`,
    video.platform,
  ].filter(Boolean).join(" · ");
}

function present(video, target, wished) {
  const title = video.title ?? video.id;
  document.title = `${title} · Weir`;
  $("title").textContent = title;
  $("facts").textContent = factsOf(video);

  const thumbnail = $("thumbnail");
  thumbnail.hidden = !video.thumbnail;
  player.removeAttribute("poster");
  if (video.thumbnail) {
    thumbnail.src = video.thumbnail;
    player.poster = video.thumbnail;
  }

  const plays = playable(video.formats).length > 0;
  player.hidden = !plays;
  $("stream").hidden = !plays;
  result.hidden = false;
  if (plays) {
    offer(qualitiesOf(video.formats), target, wished);
    show("", "");
  } else {
    show("failed", "This video has no format that is one file with picture and sound.", "The site sends its tracks apart.");
  }
  $("title").focus({ preventScroll: true });
}

function offer(known, target, wished) {
  const usual = known.find((quality) => Number.parseInt(quality, 10) <= 720) ?? known.at(-1) ?? "best";
  const chosen = known.includes(wished) ? wished : usual;
  const choices = known.length > 0 ? known.map((quality) => [quality, quality]) : [["best", "as it is"]];
  $("qualities").replaceChildren(
    ...choices.flatMap(([quality, text]) => chip(quality, text, quality === chosen, () => choose(target, quality))),
  );
  choose(target, chosen);
}

function clear() {
  player.pause();
  player.removeAttribute("src");
  player.load();
  result.hidden = true;
}

/** The server's own words for what went wrong; throws where the answer is not one of its documents. */
async function failureOf(answer) {
  const failure = await answer.json();
  const wait = Number.parseInt(answer.headers.get("Retry-After") ?? "", 10);
  return [failure.error, [failure.detail, wait > 0 ? `It may work in ${wait} s.` : ""].filter(Boolean).join(" ")];
}

async function watch(wished) {
  const text = link.value.trim();
  if (text === "") {
    show("failed", "There is no link yet.", "Paste the address of a video page.");
    link.focus();
    return;
  }
  lookup.abort();
  lookup = new AbortController();
  const { signal } = lookup;
  const target = targetOf(text);
  clear();
  show("busy", "Looking the video up…");
  try {
    const answer = await fetch(`/api/v2/videos/${target}`, { headers: { Accept: "application/json" }, signal });
    if (answer.ok) {
      present((await answer.json()).data, target, wished);
    } else {
      show("failed", ...(await failureOf(answer)));
    }
  } catch {
    if (!signal.aborted) {
      show("failed", "The server does not answer as it should.", "Is it still running, and is nothing else between it and you?");
    }
  }
}

/** A media element keeps to itself why it failed: one byte of the same stream tells. */
async function explainSilence() {
  const { signal } = lookup;
  const address = player.getAttribute("src");
  if (!address) {
    return;
  }
  const code = player.error?.code;
  try {
    const answer = await fetch(address, { headers: { Range: "bytes=0-0" }, signal });
    if (answer.ok) {
      await answer.body?.cancel();
      const why = code === MediaError.MEDIA_ERR_NETWORK ? "The stream broke off." : "This browser cannot play the stream.";
      show("failed", why, "Try another quality, or give its address to another player.");
    } else {
      show("failed", ...(await failureOf(answer)));
    }
  } catch {
    if (!signal.aborted) {
      show("failed", "The stream could not be played.", "The server does not answer as it should.");
    }
  }
}

async function copy() {
  const address = $("address");
  const button = $("copy");
  try {
    await navigator.clipboard.writeText(address.value);
  } catch {
    // Without TLS there is no clipboard API, but the older command still works on what is selected.
    address.select();
    document.execCommand("copy");
    button.focus();
  }
  show("hidden", "The address is copied; paste it into any player.");
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = "Copy"; }, 2000);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  watch();
});
$("copy").addEventListener("click", copy);
$("thumbnail").addEventListener("error", () => { $("thumbnail").hidden = true; });
player.addEventListener("error", explainSilence);
player.addEventListener("playing", () => {
  if (state.className === "failed") {
    show("", "");
  }
});

const start = new URLSearchParams(location.search);
if (start.get("url")) {
  link.value = start.get("url");
  watch(start.get("quality") ?? undefined);
} else {
  link.focus();
}
