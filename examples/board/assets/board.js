// Everything works without this file. With it, a page says when its order has changed, and a list is chosen at once.

const pauseMs = 10_000;

/** Asks whether the order is still the one that is shown; the server answers 304 while it is. */
async function watch(notice) {
  const { watch: address, version } = notice.dataset;
  const headers = { 'if-none-match': `"${version}"` };
  try {
    const { status } = await fetch(address, { headers, cache: 'no-store' });
    if (status === 200) {
      notice.hidden = false;
      return;
    }
  } catch {
    // The network is away: the next look will tell.
  }
  setTimeout(() => watch(notice), pauseMs);
}

for (const notice of document.querySelectorAll('[data-watch]')) {
  setTimeout(() => watch(notice), pauseMs);
}

for (const label of document.querySelectorAll('[data-choose-all]')) {
  label.hidden = false;
  const all = label.querySelector('input');
  const boxes = [...label.closest('form').querySelectorAll('input[name="chosen"]')];
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked;
  });
  for (const box of boxes) {
    box.addEventListener('change', () => {
      all.checked = boxes.every(({ checked }) => checked);
    });
  }
}

// On a phone the tab of this page may be far along its row.
for (const tab of document.querySelectorAll('.tabs [aria-current]')) {
  tab.scrollIntoView({ block: 'nearest', inline: 'center' });
}

// What has just happened is read first, by whoever listens.
document.querySelector('.said[role="alert"]')?.focus();
