/** The engines that the suite runs in. */
export type Engine = 'chromium' | 'firefox' | 'webkit'

/** A page in a new browser, with the actions that the suite needs from each engine. */
export type Driver = {
  open: (url: string) => Promise<void>
  /** Runs a script in the page, given as source text. */
  run: (source: string) => Promise<void>
  /** Calls a self-contained function in the page. Its argument and result are JSON. */
  evaluate: <Argument, Result>(
    script: (argument: Argument) => Result,
    argument: Argument,
  ) => Promise<Awaited<Result>>
  /** Clicks with the mouse at a point, in pixels from the top left of the viewport. */
  clickAt: (x: number, y: number) => Promise<void>
  /** Types into the focused field with the keyboard. */
  type: (text: string) => Promise<void>
  /** Returns the text that the page prints. */
  printedText: () => Promise<string>
  /** Returns a PNG of the visible part of the page. */
  screenshot: () => Promise<Buffer>
  close: () => Promise<void>
}
