import { maxLogoBytes } from '#src/contract/board.ts'
import { findSvgProblem, type SvgProblem } from './svg-safety.ts'

export const logoTypes = ['image/png', 'image/jpeg', 'image/svg+xml'] as const
type LogoType = (typeof logoTypes)[number]

export type LogoProblem = 'too-large' | 'not-an-image' | 'too-many-pixels' | SvgProblem

/**
 * Maximum number of pixels. A decoded image takes 4 bytes per pixel, so a larger image could exhaust the memory of a
 * TV.
 */
const maxPixels = 4_000_000

/**
 * Checks a logo file by its content, regardless of its name. The editor and the gateway use the same rules.
 */
export function readLogoFile(bytes: Uint8Array): { type: LogoType } | { problem: LogoProblem } {
  if (bytes.length > maxLogoBytes) return { problem: 'too-large' }
  const raster = readPng(bytes) ?? readJpeg(bytes)
  if (raster !== null) {
    const { type, width, height } = raster
    if (width * height === 0) return { problem: 'not-an-image' }
    return width * height > maxPixels ? { problem: 'too-many-pixels' } : { type }
  }
  const text = decodeUtf8(bytes)
  if (text === null || !text.includes('<svg')) return { problem: 'not-an-image' }
  const problem = findSvgProblem(text)
  return problem === null ? { type: 'image/svg+xml' } : { problem }
}

type RasterImage = { type: LogoType; width: number; height: number }

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

function readPng(bytes: Uint8Array): RasterImage | null {
  if (!pngSignature.every((byte, index) => bytes[index] === byte) || bytes.length < 24) return null
  const view = viewOf(bytes)
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

/**
 * Returns whether a JPEG marker starts a frame header, which contains the size: SOF0 to SOF15, except DHT, JPG and DAC.
 */
const isFrameMarker = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/**
 * Returns whether a JPEG marker has no length: TEM, RST0 to RST7, SOI and EOI. None of them precedes a frame header.
 */
const isStandaloneMarker = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9)

/** Returns the size of a JPEG. The width is 0 if the JPEG has no readable frame. Returns null for other files. */
function readJpeg(bytes: Uint8Array): RasterImage | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff) return null
  const view = viewOf(bytes)
  for (let at = 2; at + 9 <= bytes.length && view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1)
    // Skipping this marker like a segment could skip a frame header that browsers read.
    if (isStandaloneMarker(marker)) break
    if (isFrameMarker(marker)) {
      return { type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    }
    // Fill bytes precede a marker; every other segment states its length.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
  return { type: 'image/jpeg', width: 0, height: 0 }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
