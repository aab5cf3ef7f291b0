/** Target size of a response in bytes: large enough for few requests, small enough for the memory of the gateway. */
const targetBytes = 4 * 1024 * 1024
/** Half a day, because the API refuses requests for 24 hours or more with one-minute windows. */
const maxMinutes = 12 * 60
const firstMinutes = 30

/** The length of the next window, which adapts to the size of the responses. */
export type WindowSize = {
  /** Length in minutes: at least 1, at most 720. */
  minutes: () => number
  /** Records the size of a response to a request for a number of minutes. */
  onResponse: (minutes: number, bytes: number) => void
  /**
   * Records that a response for a number of minutes was too large. Returns false if it cannot be divided into windows of
   * `step` minutes.
   */
  onTooLarge: (minutes: number, step: number) => boolean
  /**
   * Records that a request for a number of minutes failed, perhaps because it was too long. The next request is shorter;
   * the former length applies again after the next response.
   */
  onFailure: (minutes: number) => void
  /** Restores the length that applied after the last response. Call it when a window fails at any length. */
  restore: () => void
}

/**
 * Creates a window size that at most doubles from one response to the next, because the responses for different hours
 * of a day differ in size.
 */
export function createWindowSize(): WindowSize {
  let size = firstMinutes
  let fitting = size
  let isShortened = false
  const halve = (minutes: number) => Math.max(1, Math.floor(minutes / 2))
  const restore = () => {
    size = fitting
    isShortened = false
  }
  return {
    minutes: () => size,
    onResponse(minutes, bytes) {
      if (isShortened) restore()
      // A small response to a short request, such as one for the last minutes, does not show how long a request can be.
      if (minutes < size / 2 && bytes < targetBytes / 2) return
      const largest = Math.floor((targetBytes * minutes) / Math.max(1, bytes))
      size = Math.max(1, Math.min(largest, 2 * minutes, maxMinutes))
      fitting = size
    },
    onTooLarge(minutes, step) {
      size = halve(minutes)
      isShortened = false
      return minutes > step
    },
    onFailure(minutes) {
      size = halve(minutes)
      isShortened = true
    },
    restore,
  }
}
