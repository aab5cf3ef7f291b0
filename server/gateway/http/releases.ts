import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cp, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import type { Log } from './request-log.ts'

/** The version tag that a build writes into its pages; see config/build/finish-build.ts. */
const versionTag = /<meta name="headroom-version" content="([\w-]{1,64})"/

/** Returns the version of a build, or `none` if there is no build in the folder. */
export function servedVersion(directory: string): string {
  try {
    return versionTag.exec(readFileSync(join(directory, 'index.html'), 'utf8'))?.[1] ?? 'none'
  } catch {
    return 'none'
  }
}

/** Folders that each contain the `assets` folder of an earlier release, newest first. */
export type PreviousReleaseAssets = { folders: readonly string[] }

/** A built page: the staff app or the display page. */
export type BuiltPage = {
  directory: string
  /** Assets of the previous release; null if none are stored. */
  previous: PreviousReleaseAssets | null
}

/** The built pages. Each has its own version, so that a release that changes only one does not reload the other. */
export type BuiltPages = { staff: BuiltPage; display: BuiltPage }

/** Returns the built pages in `dist`, and stores their assets for the next release. */
export async function openBuiltPages(
  dist: URL,
  { dataDirectory, log }: { dataDirectory: string; log: Pick<Log, 'warn'> },
): Promise<BuiltPages> {
  const open = async (build: string, releases: string): Promise<BuiltPage> => {
    const directory = fileURLToPath(new URL(build, dist))
    const home = join(dataDirectory, releases)
    return { directory, previous: await keepReleaseAssets({ directory, home, log }) }
  }
  return {
    staff: await open('client', 'releases'),
    display: await open('display', 'display-releases'),
  }
}

/**
 * Number of releases to keep: the current release and the previous release, so that a page that is open during a
 * deployment finds its chunks until it reloads.
 */
const keptReleases = 2

/**
 * Copies the built assets to `home`, a folder of the data directory, for the next release, and returns the folders of
 * the previous release. If the data directory is not writable, logs a warning and returns no folders; a page that
 * misses a file then reloads.
 */
export async function keepReleaseAssets({
  directory,
  home,
  log,
}: {
  directory: string
  home: string
  log: Pick<Log, 'warn'>
}): Promise<PreviousReleaseAssets> {
  const version = servedVersion(directory)
  if (version === 'none') return { folders: [] }
  try {
    await copyRelease(join(directory, 'assets'), join(home, version))
    const newestFirst = await listReleasesByAge(home)
    for (const name of newestFirst.slice(keptReleases)) {
      await rm(join(home, name), { recursive: true, force: true })
    }
    const earlier = newestFirst.slice(0, keptReleases).filter((name) => name !== version)
    return { folders: earlier.map((name) => join(home, name)) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    log.warn({ folder: home, code }, 'cannot store the assets of this release')
    return { folders: [] }
  }
}

/**
 * Copies to a temporary folder and renames it, so that the copy is complete or absent. Marks an existing copy as
 * newest.
 */
async function copyRelease(assets: string, folder: string): Promise<void> {
  const exists = await stat(folder).catch(() => null)
  if (exists === null) {
    const aside = `${folder}.part`
    await rm(aside, { recursive: true, force: true })
    await mkdir(aside, { recursive: true, mode: 0o700 })
    await cp(assets, join(aside, 'assets'), { recursive: true })
    await rename(aside, folder)
  }
  const now = new Date()
  await utimes(folder, now, now)
}

async function listReleasesByAge(home: string): Promise<string[]> {
  const names = (await readdir(home)).filter((name) => !name.endsWith('.part'))
  const ages = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(home, name))).mtimeMs })),
  )
  return ages.toSorted((a, b) => b.at - a.at).map(({ name }) => name)
}
