/** Returns a CSS length in percent of the frame's shorter side (board-frame.tsx). */
export function toUnits(percent: number): string {
  return `calc(var(--u) * ${percent})`
}
