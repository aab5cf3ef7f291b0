/**
 * The gateway loads this file with `--import`. It measures event-loop delays and responds to messages from the parent
 * process. `start` resets the measurement; `stop` returns the longest delay since then, in milliseconds.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

const resolutionMs = 1

if (isMainThread && process.send) {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs })
  delays.enable()
  process.on('message', (message) => {
    if (message === 'start') delays.reset()
    // Subtracts the sampling resolution, which each measured interval includes.
    process.send?.({ longestMs: Math.max(0, delays.max / 1e6 - resolutionMs) })
  })
  process.channel?.unref()
}
