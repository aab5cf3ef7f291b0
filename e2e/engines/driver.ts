export type Engine = 'chromium' | 'firefox' | 'webkit'

/** A page in a new browser, with the actions that every engine's driver provides. */
export type Driver = {
  open: (url: string) => Promise<void>
  run: (source: string) => Promise<void>
  /** Calls a self-contained function in the page. Its argument and result are JSON. */
  evaluate: <Argument, Result>(
    script: (argument: Argument) => Result,
    argument: Argument,
  ) => Promise<Awaited<Result>>
  /** Clicks at a point, in pixels from the top left of the viewport. */
  clickAt: (x: number, y: number) => Promise<void>
  /** Types into the focused field. */
  type: (text: string) => Promise<void>
  printedText: () => Promise<string>
  /** Returns a PNG of the viewport. */
  screenshot: () => Promise<Buffer>
  close: () => Promise<void>
}
