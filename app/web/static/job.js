// Follows a job on the Sources page until it has ended, then shows what came of it.
const wait = 500; // milliseconds between two looks

async function look(shown) {
  const response = await fetch(`/sources/jobs/${shown.dataset.job}`);
  if (!response.ok) return;
  const next = document.createRange().createContextualFragment(await response.text()).firstElementChild;
  if (!("goesOn" in next.dataset)) location.reload();
  else shown.replaceWith(next), setTimeout(look, wait, next);
}

const going = document.querySelector("[data-goes-on]");
if (going) setTimeout(look, wait, going);
