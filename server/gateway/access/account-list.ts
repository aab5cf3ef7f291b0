import {
  normalizeSpelling,
  type LegacySession,
  type Session,
} from '#server/gateway/auth/session.ts'

/** A list of accounts from an environment variable, such as `ada@example.com @example.org client_2Wm1`. */
export type AccountList = {
  emails: ReadonlySet<string>
  /** Without the `@`. */
  domains: ReadonlySet<string>
  clientIds: ReadonlySet<string>
}

const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?`
const domain = new RegExp(String.raw`^(?:${label}\.)+${label}$`, 'u')
const localPart = /^[^\s@,;:<>()[\]"'*\\\p{C}]+$/u
/**
 * Matches a client ID. Excludes dots, so that a domain without its `@` is an error, not a client ID that matches no
 * account.
 */
const clientId = /^[\w|~-]{1,320}$/

/**
 * Parses a list of accounts, separated by commas or white space. Each entry is an email address, `@` followed by a
 * domain, or a client ID. Returns null if an entry is none of these, or if the list is empty, because an empty list
 * must not mean "everyone".
 */
export function parseAccountList(text: string): AccountList | null {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '')
  const emails = new Set<string>()
  const domains = new Set<string>()
  const clientIds = new Set<string>()
  for (const entry of entries.map(normalizeSpelling)) {
    const [local, host, ...rest] = entry.split('@')
    if (local === undefined || rest.length > 0) return null
    if (host === undefined) {
      if (!clientId.test(local)) return null
      clientIds.add(local)
    } else if (!domain.test(host)) return null
    else if (local === '') domains.add(host)
    else if (localPart.test(local)) emails.add(entry)
    else return null
  }
  return entries.length === 0 ? null : { emails, domains, clientIds }
}

/**
 * Returns whether a list contains the account of a session. People match by email address or domain (not its
 * subdomains), API credentials by client ID. A name with several `@` matches no domain. Without a list, every account
 * matches.
 */
export function isListed(list: AccountList | undefined, session: Session | LegacySession): boolean {
  if (list === undefined) return true
  if (session.kind === 'client') return list.clientIds.has(normalizeSpelling(session.clientId))
  const email = normalizeSpelling(session.username)
  const [local = '', host = '', ...rest] = email.split('@')
  return list.emails.has(email) || (local !== '' && rest.length === 0 && list.domains.has(host))
}
