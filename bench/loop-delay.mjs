/**
 * Loaded into the gateway by `--import`: measures how long its event loop is held up, and answers its parent's messages.
 * `start` forgets what was measured; `stop` is answered with the longest delay since, in milliseconds.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

const resolutionMs = 1

if (isMainThread && process.send) {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs })
  delays.enable()
  process.on('message', (message) => {
    if (message === 'start') delays.reset()
    // Between two looks at the clock lies the resolution itself.
    process.send?.({ longestMs: Math.max(0, delays.max / 1e6 - resolutionMs) })
  })
  process.channel?.unref()
}
