import { encode } from 'uqr'

/** Modules of white around the code, without which cameras do not find it (ISO/IEC 18004). */
export const quietModules = 4

/** The dark modules of a text's QR code as one SVG path, one unit a module, and how many modules a side has. */
export function qrPath(text: string): { path: string; size: number } {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return { path, size }
}
