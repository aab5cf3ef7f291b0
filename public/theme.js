// Runs before the first paint, so that a pinned theme never flashes. src/app/theme.ts writes what is read here; for a
// display, src/display-app/screens/board-screen.tsx.
try {
  if (/^\/display(\/|$)/.test(location.pathname)) {
    const look = localStorage.getItem('headroom.display.look')
    document.documentElement.dataset.display = look || 'dark'
    document.documentElement.dataset.theme = look === 'light' ? 'light' : 'dark'
    document.documentElement.style.background = { light: '#fff', black: '#000' }[look] || '#0a0c10'
  } else {
    const pinned = localStorage.getItem('headroom.theme')
    if (pinned === 'light' || pinned === 'dark') document.documentElement.dataset.theme = pinned
  }
} catch {
  // Storage can be blocked; the system's theme is then used.
}
