/** The text size of a label's number, in pixels. */
export type FigureSize = 39 | 27 | 22 | 15

/** Sizes of the number by minimum room size, in pixels, so that rooms of equal size show numbers of equal size. */
const figureSizes: readonly { size: FigureSize; width: number; height: number }[] = [
  { size: 39, width: 240, height: 150 },
  { size: 27, width: 96, height: 60 },
  { size: 22, width: 56, height: 40 },
  { size: 15, width: 0, height: 0 },
]
/**
 * The content of a label: the form of the name, the part that has the state icon beside it, and whether the capacity is
 * shown.
 */
export type LabelContent = {
  name: 'whole' | 'wrapped' | 'short' | 'none'
  shape: 'name' | 'figure' | 'none'
  capacity: boolean
}
export type PageLabelCandidate = LabelContent & { size: FigureSize }

/** The contents from most to least, grouped by the form of the name. */
const contentOptions: readonly (readonly LabelContent[])[] = [
  [
    { name: 'whole', shape: 'name', capacity: true },
    { name: 'whole', shape: 'figure', capacity: true },
    { name: 'whole', shape: 'name', capacity: false },
    { name: 'whole', shape: 'figure', capacity: false },
  ],
  [
    { name: 'wrapped', shape: 'name', capacity: true },
    { name: 'wrapped', shape: 'name', capacity: false },
    { name: 'wrapped', shape: 'figure', capacity: true },
    { name: 'wrapped', shape: 'figure', capacity: false },
  ],
  [
    { name: 'short', shape: 'figure', capacity: true },
    { name: 'short', shape: 'figure', capacity: false },
  ],
  [
    { name: 'none', shape: 'figure', capacity: true },
    { name: 'none', shape: 'figure', capacity: false },
    { name: 'none', shape: 'none', capacity: true },
    { name: 'none', shape: 'none', capacity: false },
  ],
]

/**
 * Returns the possible labels of a room of this size, in order of preference.
 *
 * @param width width of the room in pixels
 * @param height height of the room in pixels
 */
export function labelCandidates(width: number, height: number): PageLabelCandidate[] {
  const fitting = figureSizes.filter((figure) => width >= figure.width && height >= figure.height)
  return contentOptions.flatMap((named) =>
    fitting.flatMap(({ size }) => named.map((content) => ({ ...content, size }))),
  )
}
