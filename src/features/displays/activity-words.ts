import type { ActivityEvent, ActivityKind } from '#src/contract/activity.ts'

const words: Record<ActivityKind, string> = {
  'board.created': 'Created board',
  'board.changed': 'Changed board',
  'board.deleted': 'Deleted board',
  'display.paired': 'Paired display',
  'display.changed': 'Changed display',
  'display.revoked': 'Revoked display',
  'pairing.refused': 'Entered a wrong pairing code',
}

/** What happened, such as `Paired display Lobby TV`. */
export function activityLabel({ event, name }: Pick<ActivityEvent, 'event' | 'name'>): string {
  return name === null ? words[event] : `${words[event]} ${name}`
}
