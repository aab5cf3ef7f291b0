/** Messages about using the page by keyboard: the link to the content, and the list of shortcuts. */

/** The first link of every page, which skips the header. */
export const skipLink = 'Skip to content'

/** Heading of the list, and the button that opens it. */
export const title = 'Keyboard shortcuts'
export const closeButton = 'Close'

/** Keys that the list names; the others are single characters. */
const keys = {
  arrows: 'Arrow keys',
  home: 'Home',
  end: 'End',
  enter: 'Enter',
  escape: 'Esc',
  ctrl: 'Ctrl',
  shift: 'Shift',
  space: 'Space',
}

/** The shortcuts by place. Several `keys` are separate keys, not a combination. */
export const sections: readonly {
  title: string
  shortcuts: readonly { keys: readonly string[]; action: string }[]
}[] = [
  {
    title: 'Everywhere',
    shortcuts: [
      { keys: ['/'], action: 'Search' },
      { keys: ['?'], action: 'Show this list' },
      { keys: [keys.escape], action: 'Close the open panel or menu' },
    ],
  },
  {
    title: 'Rooms',
    shortcuts: [
      { keys: [keys.arrows], action: 'Move between rooms' },
      { keys: [keys.home, keys.end], action: 'Go to the first or last room in the row' },
      {
        keys: [`${keys.ctrl} ${keys.home}`, `${keys.ctrl} ${keys.end}`],
        action: 'Go to the first or last room',
      },
      { keys: [keys.enter], action: 'Open the room' },
      { keys: ['e'], action: 'Show the room’s breakdown' },
    ],
  },
  {
    title: 'Menus',
    shortcuts: [
      { keys: ['↓', '↑'], action: 'Open the menu, and move between its items' },
      { keys: [keys.home, keys.end], action: 'Go to the first or last item' },
    ],
  },
  {
    title: 'Floor plan',
    shortcuts: [
      { keys: ['+', '−'], action: 'Zoom in and out' },
      { keys: ['0'], action: 'Show the whole floor' },
      { keys: [keys.arrows], action: 'Pan when zoomed in' },
    ],
  },
  {
    title: 'Room',
    shortcuts: [{ keys: ['[', ']'], action: 'Go to the previous or next period' }],
  },
  {
    title: 'Replay',
    shortcuts: [
      { keys: [keys.space], action: 'Play or pause' },
      { keys: ['←', '→'], action: 'Go back or forward a minute' },
      { keys: [`${keys.shift} ←`, `${keys.shift} →`], action: 'Go back or forward ten minutes' },
      { keys: [',', '.'], action: 'Go to the previous or next day' },
      { keys: [keys.escape, 'l'], action: 'Return to live data' },
    ],
  },
  {
    title: 'Chart',
    shortcuts: [
      { keys: ['←', '→'], action: 'Move to an earlier or later time' },
      { keys: [keys.home, keys.end], action: 'Go to the start or end of the chart' },
    ],
  },
]
