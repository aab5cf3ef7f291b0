import type { LegacySession, Session } from '#server/gateway/auth/session.ts'

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
/** No dot: a domain that lacks its `@` would otherwise be a client ID that matches no account. */
const clientId = /^[\w|~-]{1,320}$/

/**
 * Reads a list of accounts, separated by commas or white space. Returns null when an entry is none of an e-mail address,
 * `@` with a domain, and a client ID, or when there is no entry: an empty list must not mean "everyone".
 */
export function parseAccountList(text: string): AccountList | null {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '')
  const emails = new Set<string>()
  const domains = new Set<string>()
  const clientIds = new Set<string>()
  for (const entry of entries.map(normalize)) {
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
 * Whether a list names the account of a session. People match by e-mail or domain (not its subdomains), API credentials
 * by client ID; a name with several `@` matches no domain. An absent list names everyone.
 */
export function isListed(list: AccountList | undefined, session: Session | LegacySession): boolean {
  if (list === undefined) return true
  if (session.kind === 'client') return list.clientIds.has(normalize(session.clientId))
  const email = normalize(session.username)
  const [local = '', host = '', ...rest] = email.split('@')
  return list.emails.has(email) || (local !== '' && rest.length === 0 && list.domains.has(host))
}

/**
 * Case and canonical equivalence only (NFC). The compatibility forms of NFKC would make different accounts of Butlr
 * equal, such as one with full-width letters.
 */
function normalize(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC')
}
