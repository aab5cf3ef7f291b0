// Runs before the first paint, so that the page never flashes in another theme. The values are written by
// src/app/theme.ts and, on displays, by src/display-app/screens/board-screen.tsx.
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
  // If storage is blocked, the system theme applies.
}
