import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a build writes into its page, see vite.config.ts. */
const tag = /<meta name="headroom-version" content="([\w-]{1,64})"/

/** The version of the built app that lies in a folder; `none` where none is built. */
export function servedVersion(clientDirectory: string): string {
  try {
    return tag.exec(readFileSync(join(clientDirectory, 'index.html'), 'utf8'))?.[1] ?? 'none'
  } catch {
    return 'none'
  }
}
