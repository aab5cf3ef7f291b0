import { Link2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { second } from '#src/domain/time/duration.ts'

const words = {
  copied: 'Link copied',
  // Browsers keep the clipboard from pages that come over plain HTTP.
  refused: 'Copying is not allowed here. Copy the address above instead.',
}

/** Puts the address of what is shown into the clipboard, and says so. */
export function CopyLink({ className }: { className: string }) {
  const [result, setResult] = useState<keyof typeof words | null>(null)

  useEffect(() => {
    if (result === null) return undefined
    const timer = setTimeout(() => setResult(null), 4 * second)
    return () => clearTimeout(timer)
  }, [result])

  async function copy() {
    try {
      await navigator.clipboard.writeText(window.location.href)
      setResult('copied')
    } catch {
      setResult('refused')
    }
  }

  return (
    <>
      <button
        type="button"
        aria-label="Copy link"
        className={className}
        onClick={() => void copy()}
      >
        <Link2 className="size-4" strokeWidth={1.5} aria-hidden="true" />
      </button>
      <output className="order-first max-w-56 pr-2 text-right leading-4 text-ink empty:hidden">
        {result && words[result]}
      </output>
    </>
  )
}
