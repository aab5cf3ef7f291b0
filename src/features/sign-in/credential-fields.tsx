import { TextField } from '#src/components/ui/text-field.tsx'
import type { Identity } from '#src/contract/session.ts'
import type { Credentials } from './credentials.ts'

/** The fields of one way to sign in. Both stay in the page, so that changing the tab loses nothing that was typed. */
export function CredentialFields({
  kind,
  secretError,
  lastIdentity,
}: {
  kind: Credentials['kind']
  secretError: string | null
  lastIdentity?: Identity
}) {
  const known = lastIdentity?.kind === kind
  return (
    <>
      <fieldset
        hidden={kind !== 'password'}
        disabled={kind !== 'password'}
        className="mt-5 grid gap-4"
      >
        <legend className="sr-only">Email and password</legend>
        <TextField
          label="Email"
          name="username"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="name@company.com"
          required
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the card is all there is to do; what lies behind is inert
          autoFocus={!known}
          defaultValue={lastIdentity?.kind === 'password' ? lastIdentity.username : ''}
        />
        <TextField
          label="Password"
          name="password"
          secret
          autoComplete="current-password"
          required
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the card is all there is to do; what lies behind is inert
          autoFocus={known}
          error={kind === 'password' ? secretError : null}
        />
      </fieldset>
      <fieldset hidden={kind !== 'client'} disabled={kind !== 'client'} className="mt-5 grid gap-4">
        <legend className="sr-only">API credentials</legend>
        <TextField
          label="Client ID"
          name="client_id"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          defaultValue={lastIdentity?.kind === 'client' ? lastIdentity.clientId : ''}
        />
        <TextField
          label="Client secret"
          name="client_secret"
          secret
          autoComplete="current-password"
          required
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the card is all there is to do; what lies behind is inert
          autoFocus={known}
          error={kind === 'client' ? secretError : null}
        />
      </fieldset>
    </>
  )
}
