/** Settings of every Playwright suite. No retries, because a flaky test is a defect. */
export const commonSettings = {
  forbidOnly: true,
  retries: 0,
  workers: 2,
  fullyParallel: true,
  reporter: [['list']] as ['list'][],
}
