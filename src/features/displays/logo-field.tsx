import { CircleAlert } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import * as text from '#messages/boards.ts'
import { logoProblems } from '#messages/logo.ts'
import { Button } from '#src/components/ui/button.tsx'
import { logoTypes, readLogoFile } from '#src/domain/logo/logo-file.ts'

/** The logo in an editor: as stored, removed, or a file that replaces it. `url` shows the file in the preview. */
export type LogoDraft =
  { kind: 'stored' } | { kind: 'none' } | { kind: 'file'; name: string; data: string; url: string }

/** Releases the object URL of the file when the editor closes or another file replaces it. */
export function useReleasedLogo(logo: LogoDraft): void {
  const url = logo.kind === 'file' ? logo.url : null
  useEffect(() => {
    if (url === null) return undefined
    return () => URL.revokeObjectURL(url)
  }, [url])
}

/**
 * Rejects an invalid file, states the reason, and keeps the previous logo.
 *
 * @param hasStored whether the board already has a logo
 */
export function LogoField({
  logo,
  hasStored,
  onChange,
}: {
  logo: LogoDraft
  hasStored: boolean
  onChange: (logo: LogoDraft) => void
}) {
  const [error, setError] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const errorId = useId()
  const hasLogo = logo.kind === 'file' || (logo.kind === 'stored' && hasStored)

  async function choose(file: File | undefined) {
    if (file === undefined) return
    const bytes = new Uint8Array(await file.arrayBuffer())
    const read = readLogoFile(bytes)
    if ('problem' in read) return setError(logoProblems[read.problem])
    setError(null)
    const url = URL.createObjectURL(new Blob([bytes], { type: read.type }))
    onChange({ kind: 'file', name: file.name, data: toBase64(bytes), url })
  }

  return (
    <div role="group" aria-labelledby={id} aria-describedby={error === null ? undefined : errorId}>
      <p id={id} className="mb-1.5 font-medium">
        {text.logoField}
      </p>
      <input
        ref={input}
        type="file"
        aria-label={text.logoField}
        accept={logoTypes.join(',')}
        hidden
        onChange={(event) => {
          void choose(event.target.files?.[0])
          // Without this, choosing the same file again raises no event.
          event.target.value = ''
        }}
      />
      <p className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="min-w-0 truncate">
          {logo.kind === 'file' ? logo.name : hasLogo ? text.logoStored : text.logoNone}
        </span>
        <Button onClick={() => input.current?.click()}>
          {hasLogo ? text.replaceLogoButton : text.chooseLogoButton}
        </Button>
        {hasLogo && (
          <Button
            variant="quiet"
            onClick={() => {
              setError(null)
              onChange({ kind: 'none' })
            }}
          >
            {text.removeLogoButton}
          </Button>
        )}
      </p>
      {error === null ? (
        <p className="mt-1.5 text-ink-muted">{text.logoHint}</p>
      ) : (
        <p id={errorId} role="alert" className="mt-1.5 flex gap-1.5 text-over-ink">
          <CircleAlert className="mt-0.5 size-4 flex-none" strokeWidth={1.5} aria-hidden="true" />
          {error}
        </p>
      )}
    </div>
  )
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
