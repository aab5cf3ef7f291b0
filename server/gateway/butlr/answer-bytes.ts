type Bytes = Uint8Array<ArrayBuffer>

const initialSlabBytes = 64 * 1024
const maxSlabBytes = 1024 * 1024

/** Collects bytes that arrive in chunks. */
type ByteCollector = {
  add: (chunk: Uint8Array) => void
  /** The number of bytes so far. */
  size: () => number
  /** All bytes, in buffers that nothing else uses and that may be transferred to another thread. */
  pieces: () => Bytes[]
}

/** Copies each chunk when it arrives, so that a large response is never copied in one go. */
export function createByteCollector(): ByteCollector {
  const slabs: { bytes: Bytes; used: number }[] = []
  let size = 0
  function room(): { bytes: Bytes; used: number } {
    const last = slabs.at(-1)
    if (last !== undefined && last.used < last.bytes.length) return last
    const length =
      last === undefined ? initialSlabBytes : Math.min(last.bytes.length * 2, maxSlabBytes)
    const slab = { bytes: new Uint8Array(length), used: 0 }
    slabs.push(slab)
    return slab
  }
  return {
    add(chunk) {
      size += chunk.length
      for (let at = 0; at < chunk.length;) {
        const slab = room()
        const part = chunk.subarray(at, at + slab.bytes.length - slab.used)
        slab.bytes.set(part, slab.used)
        slab.used += part.length
        at += part.length
      }
    },
    size: () => size,
    pieces: () => slabs.map(({ bytes, used }) => bytes.subarray(0, used)),
  }
}

/** Decodes UTF-8. */
export function decodeText(pieces: readonly Uint8Array[]): string {
  return Buffer.concat(pieces).toString('utf8')
}
