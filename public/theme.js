// Runs before the first paint, so that a pinned theme never flashes. src/app/theme.ts writes what is read here.
try {
  const pinned = localStorage.getItem('headroom.theme')
  if (pinned === 'light' || pinned === 'dark') document.documentElement.dataset.theme = pinned
} catch {
  // Storage can be blocked; the system's theme is then used.
}
