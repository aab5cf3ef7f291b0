/** Number of characters to keep at the end, where export titles contain the metric and the range. */
const keptAtEnd = 40

/**
 * Shortens a string until it fits, by replacing part of its middle with "…". Never separates a letter from its
 * combining marks.
 *
 * @param fits returns whether a string is short enough
 */
export function shortenMiddle(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text
  const characters = text.match(/.\p{M}*(?:\u200d.\p{M}*)*/gsu) ?? []
  const end = characters.slice(-keptAtEnd)
  const start = characters.slice(0, -keptAtEnd)
  const join = () => `${start.join('').trimEnd()}…${end.join('').trimStart()}`
  while (!fits(join()) && start.length > 0) start.pop()
  while (!fits(join()) && end.length > 0) end.shift()
  return join()
}
