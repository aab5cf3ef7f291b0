import { CircleAlert } from 'lucide-react'
import { clsx } from 'clsx'
import { useEffect, useRef, useState, type SubmitEvent, type ComponentProps } from 'react'
import { Button } from '#src/components/ui/button.tsx'
import { captureFocus, findMain, findPlace, returnFocus } from '#src/components/ui/focus-return.ts'
import { Logo } from '#src/components/ui/logo.tsx'
import { Tabs } from '#src/components/ui/tabs.tsx'
import type { SessionEndReason } from '#src/contract/errors.ts'
import type { GatewayInfo, Identity } from '#src/contract/session.ts'
import {
  type Credentials,
  findInvalidFields,
  toSignInFailure,
  type SignInFailure,
  signIn,
} from './sign-in.ts'
import { CredentialFields, DemoNote } from './credential-fields.tsx'
import { useQueryClient } from '@tanstack/react-query'
import * as text from '#messages/sign-in.ts'

function FormAlert({ message }: { message: string }) {
  return (
    <p
      role="alert"
      className="my-4 flex gap-1.5 rounded-control bg-over-wash px-3 py-2 text-over-ink"
    >
      <CircleAlert className="mt-0.5 size-4 flex-none" strokeWidth={1.5} aria-hidden="true" />
      {message}
    </p>
  )
}

type CredentialKind = Credentials['kind']

/** Names of the two fields of each method. */
const fieldNames = {
  password: ['username', 'password'],
  client: ['client_id', 'client_secret'],
} as const

const credentialTabs = [
  { value: 'password', label: text.passwordTab },
  { value: 'client', label: text.clientLegend },
] as const

/**
 * Keeps the input when signing in fails, and shows the error beside its field or above the button.
 *
 * @param ended whether a session ended while the page was open; its last view is then behind the card
 * @param reason why the session ended, if the user needs to know
 * @param lastIdentity the previous user, whose name is prefilled
 * @param signIn rejects with the errors of `request`, or with SessionNotKeptError
 */
export function SignInForm({
  gateway,
  ended,
  reason,
  lastIdentity,
  signIn,
}: {
  gateway: GatewayInfo
  ended: boolean
  reason?: SessionEndReason | undefined
  lastIdentity?: Identity
  signIn: (credentials: Credentials) => Promise<void>
}) {
  const [kind, setKind] = useState<CredentialKind>(lastIdentity?.kind ?? 'password')
  const [failure, setFailure] = useState<SignInFailure | null>(null)
  const [isSubmitting, setIsSubmitting] = useState(false)
  const form = useRef<HTMLFormElement>(null)

  async function submit(credentials: Credentials) {
    if (isSubmitting) return
    const invalid = findInvalidFields(credentials)
    setFailure(invalid)
    if (invalid) {
      focusInvalidField(form.current, credentials.kind, invalid)
      return
    }
    setIsSubmitting(true)
    try {
      await signIn(credentials)
    } catch (error) {
      const found = toSignInFailure(error, credentials.kind)
      setFailure(found)
      setIsSubmitting(false)
      focusInvalidField(form.current, credentials.kind, found)
    }
  }

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    void submit(readCredentials(event.currentTarget, kind))
  }

  return (
    <main className="m-auto flex w-full max-w-108 flex-col gap-4 p-4">
      <form
        ref={form}
        noValidate
        onSubmit={onSubmit}
        aria-labelledby="sign-in-title"
        className={clsx(
          'rounded-[14px] border border-line bg-surface-raised p-6 sm:p-8',
          ended && 'shadow-float',
        )}
      >
        <Heading ended={ended} reason={reason} />
        {window.isSecureContext ? (
          <SignInFields
            kind={kind}
            onKindChange={(next) => {
              setKind(next)
              setFailure(null)
            }}
            failure={failure}
            isSubmitting={isSubmitting}
            {...(lastIdentity ? { lastIdentity } : {})}
          />
        ) : (
          // Without TLS the password would be sent in plain text, so the form has no fields.
          <FormAlert message={failure?.form ?? text.insecureTransport} />
        )}
      </form>
      {gateway.demo && (
        <DemoNote
          demo={gateway.demo}
          kind={kind}
          busy={isSubmitting}
          onUse={(known) => void submit(known)}
        />
      )}
    </main>
  )
}

function SignInFields({
  kind,
  onKindChange,
  failure,
  isSubmitting,
  lastIdentity,
}: {
  kind: CredentialKind
  onKindChange: (kind: CredentialKind) => void
  failure: SignInFailure | null
  isSubmitting: boolean
  lastIdentity?: Identity
}) {
  return (
    <>
      <Tabs label={text.methodsLabel} tabs={credentialTabs} value={kind} onChange={onKindChange}>
        <CredentialFields
          kind={kind}
          errors={failure ?? {}}
          {...(lastIdentity ? { lastIdentity } : {})}
        />
      </Tabs>
      {failure?.form !== undefined && <FormAlert message={failure.form} />}
      {/* Not `disabled`, which would move focus away from the pressed button. */}
      <Button variant="primary" type="submit" aria-disabled={isSubmitting} className="mt-6 w-full">
        {isSubmitting ? text.signingInButton : text.signInButton}
      </Button>
    </>
  )
}

function readCredentials(form: HTMLFormElement, kind: CredentialKind): Credentials {
  const typed = new FormData(form)
  const field = (name: string) => {
    const value = typed.get(name)
    return typeof value === 'string' ? value : ''
  }
  return kind === 'password'
    ? { kind, username: field('username').trim(), password: field('password') }
    : {
        kind,
        clientId: field('client_id').trim(),
        clientSecret: field('client_secret').trim(),
      }
}

/** Focuses the first field with an error, if any. */
function focusInvalidField(
  form: HTMLFormElement | null,
  kind: CredentialKind,
  { name, secret }: SignInFailure,
) {
  const [nameField, secretField] = fieldNames[kind]
  const invalid = name === undefined ? secret && secretField : nameField
  const field = invalid && form?.elements.namedItem(invalid)
  if (field instanceof HTMLInputElement) field.focus()
}

function Heading({ ended, reason }: { ended: boolean; reason: SessionEndReason | undefined }) {
  return (
    <>
      <Logo className="-ml-[3px] size-8" />
      <h1 id="sign-in-title" className="mt-4 text-22 font-semibold">
        {ended ? text.endedTitle : text.title}
      </h1>
      <p className="mt-1 mb-6 text-ink-muted">
        {reason === undefined ? (ended ? text.endedIntro : text.intro) : text.upstreamChanged}
      </p>
    </>
  )
}

/**
 * The form that starts a session. After signing in, the focus moves to where it was when the session ended, otherwise
 * to the main content. It is a separate chunk, which signed-in users load only after the first screen.
 */
export function SignInCard(props: Omit<ComponentProps<typeof SignInForm>, 'signIn'>) {
  const client = useQueryClient()
  // The first render is before a field of the form takes the focus.
  const [place] = useState(captureFocus)
  useEffect(() => () => returnFocus(() => findPlace(place) ?? findMain()), [place])
  return <SignInForm {...props} signIn={(credentials) => signIn(client, credentials)} />
}
