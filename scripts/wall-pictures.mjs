/**
 * The pictures of boards that `npm run screenshots` takes (e2e/walls) and arranges on contact sheets: every layout,
 * number of rooms, theme and size of screen, and the special states, in both browsers.
 */

/** @typedef {{ width: number, height: number }} Size */
/** @typedef {'landscape' | 'portrait'} Orientation */

export const wallLayouts = /** @type {const} */ (['cards', 'rows', 'totals', 'plan', 'find-room'])
export const wallThemes = /** @type {const} */ (['light', 'dark'])
export const roomCounts = [3, 12, 48, 200]

/** Sizes in CSS pixels. @type {Record<Orientation, Size[]>} */
export const wallSizes = {
  landscape: [
    { width: 1280, height: 720 },
    { width: 1366, height: 768 },
    { width: 1920, height: 1080 },
    { width: 3840, height: 2160 },
  ],
  portrait: [{ width: 1080, height: 1920 }],
}

/** Sizes of pictures of states. @type {Record<Orientation, Size[]>} */
export const stateSizes = {
  landscape: [{ width: 1920, height: 1080 }],
  portrait: [{ width: 1080, height: 1920 }],
}

/**
 * States of a board with twelve rooms, in the order in which they are produced: rooms over capacity with long names,
 * the same rooms at a viewing distance of eight metres, small rooms without numbers, silent sensors, and data that is
 * not live.
 */
export const wallStates = /** @type {const} */ (['over', 'far', 'private', 'silent', 'stale'])

/** States of a board with rooms in three time zones: live and not live. */
export const zoneStates = /** @type {const} */ (['zones', 'zones-stale'])

const browsers = /** @type {const} */ (['current', 'old'])

/**
 * Returns the file name of a picture, without the browser and the extension.
 *
 * @param {string} layout
 * @param {string} content the number of rooms and the theme, or the state
 * @param {Size} size
 */
export function wallPictureName(layout, content, { width, height }) {
  return `${layout}-${content}-${width}x${height}`
}

/**
 * Returns the rows of the contact sheet of one layout. `file` is the picture in one browser. `name` is the name from
 * `wallPictureName`, which is also the name of the text file with the differences between the browsers, if there are
 * any.
 *
 * @param {string} layout
 * @returns {{ heading: string, pictures: { name: string, file: string, caption: string }[] }[]}
 */
export function wallRows(layout) {
  const usual = roomCounts.flatMap((rooms) =>
    wallThemes.map((theme) => row(layout, `${rooms}-${theme}`, wallSizes)),
  )
  const states = [...wallStates, ...zoneStates].map((state) => row(layout, state, stateSizes))
  return [...usual, ...states]
}

/**
 * @param {string} layout
 * @param {string} content
 * @param {Record<Orientation, Size[]>} sizes
 */
function row(layout, content, sizes) {
  const pictures = [...sizes.landscape, ...sizes.portrait].flatMap((size) => {
    const name = wallPictureName(layout, content, size)
    return browsers.map((browser) => ({
      name,
      file: `${name}-${browser}.png`,
      caption: `${size.width}×${size.height} ${browser}`,
    }))
  })
  return { heading: `${layout}, ${content.replace('-', ', ')}`, pictures }
}
