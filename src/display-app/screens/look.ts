/** What the screen looks like before anything is drawn: the board's theme, or black while it is switched off. */
export type Look = 'dark' | 'light' | 'black'

const key = 'headroom.display.look'

/**
 * Gives the page behind the board its colours, now and from the first moment after a reload: public/theme.js reads what
 * is kept here, so that a new version comes without a flash.
 */
export function setLook(look: Look): void {
  document.documentElement.dataset['theme'] = look === 'light' ? 'light' : 'dark'
  document.documentElement.dataset['display'] = look
  try {
    localStorage.setItem(key, look)
  } catch {
    // Without storage the page begins dark, as most boards are.
  }
}
