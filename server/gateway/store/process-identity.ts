import { readFile, readlink } from 'node:fs/promises'
import * as v from 'valibot'

/** Which process something belongs to. `machine` names this run of the machine and the table of processes that `pid` is in. */
const ProcessIdentity = v.object({ pid: v.number(), machine: v.string() })
type ProcessIdentity = v.InferOutput<typeof ProcessIdentity>
const Described = v.pipe(v.string(), v.parseJson(), ProcessIdentity)

let own: Promise<ProcessIdentity> | null = null

/** Identifies this process. `machine` is empty where the system does not say (only Linux does). */
export function describeProcess(): Promise<ProcessIdentity> {
  own ??= readIdentity()
  return own
}

async function readIdentity(): Promise<ProcessIdentity> {
  try {
    const [boot, table] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      // Containers on one machine count their processes separately.
      readlink('/proc/self/ns/pid'),
    ])
    return { pid: process.pid, machine: `${boot.trim()} ${table}` }
  } catch {
    return { pid: process.pid, machine: '' }
  }
}

/** Whether a described process certainly has ended: it ran on this machine since its start, and is not there any more. */
export async function isDead(description: string): Promise<boolean> {
  const described = v.safeParse(Described, description)
  if (!described.success) return false
  const { machine } = await describeProcess()
  const { pid, machine: itsMachine } = described.output
  if (machine === '' || itsMachine !== machine || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}
