/**
 * A name cut in its middle to at most `longest` letters: names of sensors in one room often differ only at the end.
 */
export function shorten(name: string, longest: number): string {
  if (name.length <= longest) return name
  const end = Math.floor((longest - 1) / 2)
  return `${name.slice(0, longest - 1 - end).trimEnd()}…${name.slice(name.length - end).trimStart()}`
}
