import { TextField } from '#src/components/ui/text-field.tsx'
import type { Identity, GatewayInfo } from '#src/contract/session.ts'
import type { Credentials, SignInFailure } from './sign-in.ts'
import { Info } from 'lucide-react'
import * as text from '#messages/sign-in.ts'

/** Attributes of the fields that name the account, as password managers expect them. */
const identityProps = {
  autoComplete: 'username',
  autoCapitalize: 'none',
  spellCheck: false,
  required: true,
} as const

/**
 * The fields of the selected sign-in method. The fields of both methods stay mounted, so that switching tabs keeps the
 * input.
 */
export function CredentialFields({
  kind,
  errors,
  lastIdentity,
}: {
  kind: Credentials['kind']
  /** Errors of the fields of this method. */
  errors: SignInFailure
  lastIdentity?: Identity
}) {
  const known = lastIdentity?.kind === kind
  const errorsOf = (method: Credentials['kind']) => (method === kind ? errors : {})
  const secretField = (method: Credentials['kind'], name: string, label: string) => (
    <TextField
      label={label}
      name={name}
      secret
      autoComplete="current-password"
      required
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the card is the only task; everything behind it is inert
      autoFocus={known}
      error={errorsOf(method).secret}
    />
  )
  return (
    <>
      <fieldset
        hidden={kind !== 'password'}
        disabled={kind !== 'password'}
        className="mt-5 grid gap-4"
      >
        <legend className="sr-only">{text.passwordLegend}</legend>
        <TextField
          label={text.emailLabel}
          name="username"
          inputMode="email"
          {...identityProps}
          placeholder={text.emailPlaceholder}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the card is the only task; everything behind it is inert
          autoFocus={!known}
          error={errorsOf('password').name}
          defaultValue={lastIdentity?.kind === 'password' ? lastIdentity.username : ''}
        />
        {secretField('password', 'password', text.passwordLabel)}
      </fieldset>
      <fieldset hidden={kind !== 'client'} disabled={kind !== 'client'} className="mt-5 grid gap-4">
        <legend className="sr-only">{text.clientLegend}</legend>
        <TextField
          label={text.clientIdLabel}
          name="client_id"
          {...identityProps}
          error={errorsOf('client').name}
          defaultValue={lastIdentity?.kind === 'client' ? lastIdentity.clientId : ''}
        />
        {secretField('client', 'client_secret', text.clientSecretLabel)}
      </fieldset>
    </>
  )
}

/** Shows the public demo credentials of the embedded simulator, and a button that signs in with them. */
export function DemoNote({
  demo,
  kind,
  busy,
  onUse,
}: {
  demo: NonNullable<GatewayInfo['demo']>
  kind: Credentials['kind']
  busy: boolean
  onUse: (credentials: Credentials) => void
}) {
  const [name, secret] =
    kind === 'password' ? [demo.username, demo.password] : [demo.clientId, demo.clientSecret]
  return (
    <aside
      aria-label={text.demoTitle}
      className="grid grid-cols-[1rem_minmax(0,1fr)_auto] items-start gap-x-2.5 rounded-card bg-surface-sunken px-4 py-3 text-ink-muted"
    >
      <Info className="mt-0.5 size-4" strokeWidth={1.5} aria-hidden="true" />
      <p className="break-words">
        <span className="block font-medium text-ink">{text.demoTitle}</span>
        {name}, {secret}
      </p>
      <button
        type="button"
        aria-disabled={busy}
        className="-m-1 rounded-control p-1 font-medium text-accent hover:underline"
        onClick={() =>
          onUse(
            kind === 'password'
              ? { kind, username: demo.username, password: demo.password }
              : { kind, clientId: demo.clientId, clientSecret: demo.clientSecret },
          )
        }
      >
        {text.demoButton}
      </button>
    </aside>
  )
}
